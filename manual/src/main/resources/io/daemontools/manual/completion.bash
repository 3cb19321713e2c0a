_daemontools_is_service() {
  [[ -e $1/run || -d $1/supervise ]]
}

# Adds a directory that a word stands for, as it has to be typed.
_daemontools_add() {
  if [[ $quoted ]]; then
    COMPREPLY+=("$1")
  else
    COMPREPLY+=("$(printf %q "$1")")
  fi
}

# Service directories: those that the word leads to, and those in the usual places. A directory that has services in it is
# offered as the way to them.
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

# A program and what it is called with: its own completion, if there is bash-completion to ask for it.
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

# Sets first to the index of the first word that is no option, given the options' letters, of which those before a colon
# take a value; to -1 where the word to be completed is such a value.
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

# Completes a word of a command that has these options, and operands of these kinds.
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
