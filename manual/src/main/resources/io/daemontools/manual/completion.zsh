# Service directories: those that the current argument leads to, and those in the usual places. A directory that contains
# services is also offered.
_daemontools_services() {
  emulate -L zsh
  setopt extended_glob null_glob
  local typed=${(Q)PREFIX} directory place
  local -a services ways
  for directory in ${~${(b)typed}}*(-/); do
    if [[ -e $directory/run || -d $directory/supervise ]]; then
      services+=($directory)
    elif [[ -n $(print -r -- $directory/*/run(N) $directory/*/supervise(N)) ]]; then
      ways+=($directory/)
    fi
  done
  for place in ${SERVICES:+$SERVICES} /service /etc/service /var/service; do
    [[ $typed == $place/* ]] && continue
    for directory in $place/*(-/); do
      if [[ $directory == ${(b)typed}* && ( -e $directory/run || -d $directory/supervise ) ]]; then
        services+=($directory)
      fi
    done
  done
  compadd -a services
  compadd -S '' -a ways
  (( $#services + $#ways )) || _message 'no service directory here'
}

# A log directory of multilog; its other actions cannot be completed.
_daemontools_log() {
  [[ $PREFIX == [./]* ]] && _files -/
}
