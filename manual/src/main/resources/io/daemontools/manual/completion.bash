_daemontools_is_service() {
  [[ -e $1/run || -d $1/supervise ]]
}

# Adds the directory that an argument names, quoted for typing.
_daemontools_add() {
  if [[ $quoted ]]; then
    COMPREPLY+=("$1")
  else
    COMPREPLY+=("$(printf %q "$1")")
  fi
}

# Service directories: those that the current argument leads to, and those in the usual places. A directory that contains
# services is also offered.
_daemontools_services() {
  local typed=$1 quoted= directory place
  case $typed in
    [\'\"]*) typed=${typed:1} quoted=1 ;;
    *) typed=${typed//\\/} ;;
  esac
  for directory in "$typed"*; do
    if [[ -d $directory ]]; then
      if _daemontools_is_service "$directory"; then
        _daemontools_add "$directory"
      elif compgen -G "${directory//[][*?\\]/\\&}/*/run" >/dev/null ||
        compgen -G "${directory//[][*?\\]/\\&}/*/supervise" >/dev/null; then
        _daemontools_add "$directory/"
        compopt -o nospace 2>/dev/null
      fi
    fi
  done
  for place in ${SERVICES:+"$SERVICES"} /service /etc/service /var/service; do
    [[ $typed == "$place"/* ]] && continue
    for directory in "$place"/*; do
      if [[ $directory == "$typed"* ]] && _daemontools_is_service "$directory"; then
        _daemontools_add "$directory"
      fi
    done
  done
}

_daemontools_files() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$2"))
}

# A program and its arguments: the completion of that program, if bash-completion is loaded.
_daemontools_program() {
  if declare -F _comp_command_offset >/dev/null; then
    _comp_command_offset "$1"
  elif declare -F _command_offset >/dev/null; then
    _command_offset "$1"
  elif [[ $1 -eq $COMP_CWORD ]]; then
    COMPREPLY=($(compgen -c -- "${COMP_WORDS[COMP_CWORD]}"))
  else
    _daemontools_files -f "${COMP_WORDS[COMP_CWORD]}"
  fi
}

# Sets first to the index of the first argument that is not an option. Options are given by letters; one before a colon takes a
# value. Sets first to -1 if the argument to be completed is such a value.
_daemontools_first_operand() {
  local letters=$1 index=1 word letter
  while [[ $index -lt $COMP_CWORD ]]; do
    word=${COMP_WORDS[index]}
    case $word in
      --*) first=$((index + 1)) && return ;;
      -?*) word=${word:1} ;;
      *) break ;;
    esac
    index=$((index + 1))
    while [[ $word ]]; do
      letter=${word:0:1} word=${word:1}
      if [[ $letters == *"$letter":* ]]; then
        [[ $word ]] || index=$((index + 1))
        word=
      fi
    done
  done
  first=$index
  [[ $index -le $COMP_CWORD ]] || first=-1
}

# Completes an argument of a command with these options and kinds of operands.
_daemontools() {
  local letters=$1 kinds=($2) word=${COMP_WORDS[COMP_CWORD]} first kind place i
  COMPREPLY=()
  _daemontools_first_operand "$letters"
  [[ $first -ge 0 ]] || return 0
  if [[ $word == -* && $first -eq $COMP_CWORD ]]; then
    local options=
    letters=${letters//:/}
    for ((i = 0; i < ${#letters}; i++)); do
      options+=" -${letters:i:1}"
    done
    [[ $COMP_CWORD -eq 1 ]] && options+=' --help --version'
    COMPREPLY=($(compgen -W "$options" -- "$word"))
    return 0
  fi
  place=$((COMP_CWORD - first))
  for ((i = 0; i < ${#kinds[@]}; i++)); do
    kind=${kinds[i]}
    if [[ $kind == program && $place -ge $i ]]; then
      _daemontools_program $((first + i))
      return 0
    fi
    [[ $i -eq $place || $kind == *... ]] && break
    kind=
  done
  case $kind in
    service*) _daemontools_services "$word" ;;
    directory) _daemontools_files -d "$word" ;;
    file) _daemontools_files -f "$word" ;;
    account) COMPREPLY=($(compgen -u -- "$word")) ;;
    action*) case $word in [./]*) _daemontools_files -d "$word" ;; esac ;;
  esac
  return 0
}
