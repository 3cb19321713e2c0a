#!/bin/sh
# Starts @COMMAND@ on Java: finds Java, and the jars next to this file, and executes Java. Written by the build.
#
# There is no further process, and the command sees the arguments, the environment, the descriptors, the signals and the
# limits that it was started with. All variables begin with daemontools_, because a shell exports changes of imported ones.

daemontools_file=$0
case $daemontools_file in
  /*) ;;
  *) daemontools_file=$PWD/$daemontools_file ;;
esac
while [ -h "$daemontools_file" ]; do
  daemontools_link=$(PATH=$PATH:/usr/bin:/bin readlink "$daemontools_file") || break
  case $daemontools_link in
    /*) daemontools_file=$daemontools_link ;;
    *) daemontools_file=${daemontools_file%/*}/$daemontools_link ;;
  esac
done
daemontools_lib=${daemontools_file%/*}/../lib

# A launcher that was copied without its jars, or whose user cannot read them.
if [ ! -r "$daemontools_lib/@COMMAND@.jar" ]; then
  echo "@COMMAND@: fatal: unable to read $daemontools_lib/@COMMAND@.jar" >&2
  exit 111
fi

# Help and version are files, so they need no Java.
case $#:${1-} in
  1:--help | 1:--version)
    PATH=$PATH:/usr/bin:/bin cat "$daemontools_lib/manual/@COMMAND@.${1#--}" || exit 111
    exit 0
    ;;
esac

# Whether the directory holds a Java that is new enough. Its release file contains JAVA_VERSION="17.0.1"; old ones, "1.8.0".
daemontools_java_in() {
  [ -x "$1/bin/java" ] || return 1
  [ -r "$1/release" ] || return 0
  while IFS='"' read -r daemontools_key daemontools_value; do
    case $daemontools_key$daemontools_value in
      JAVA_VERSION=1.* | JAVA_VERSION=9* | JAVA_VERSION=1[0-6]*) return 1 ;;
      JAVA_VERSION=*) return 0 ;;
    esac
  done <"$1/release"
}

if [ -n "${JAVA_HOME-}" ] && daemontools_java_in "$JAVA_HOME"; then
  daemontools_java=$JAVA_HOME/bin/java
elif command -v java >/dev/null 2>&1; then
  daemontools_java=java
elif daemontools_java_in '@JAVA_HOME@'; then
  daemontools_java='@JAVA_HOME@/bin/java'
else
  echo '@COMMAND@: fatal: unable to find java: set JAVA_HOME' >&2
  exit 111
fi

# Java would open one of its files in place of a closed standard stream. So a file that fails each use takes its place.
daemontools_closed=
true 3>&2 2>/dev/null || { exec 2</dev/null; daemontools_closed=2; }
true 2>/dev/null 3<&0 || { exec 0>/dev/null; daemontools_closed=${daemontools_closed}0; }
true 2>/dev/null 3>&1 || { exec 1</dev/null; daemontools_closed=${daemontools_closed}1; }

# HotSpot overwrites signal actions and the mask, so they are passed to the command.
daemontools_process=
daemontools_blocked=
daemontools_ignored=
if [ -r /proc/self/status ]; then
  while read -r daemontools_key daemontools_value; do
    case $daemontools_key in
      Pid:) daemontools_process=$daemontools_value ;;
      SigBlk:) daemontools_blocked=$daemontools_value ;;
      SigIgn:)
        daemontools_ignored=$daemontools_value
        break
        ;;
    esac
  done </proc/self/status
fi

# A shell adds PWD and drops names such as a.b, so the environment is passed to the command, too, in a variable that it
# removes. (Linux limits a variable to 128 KB. The process id differs if /proc belongs to another container.) Options for
# other Java programs, such as those that the command starts, must not reach this one.
if [ "$daemontools_process" = $$ ] &&
  DAEMONTOOLS_JVM_ENVIRON=$(PATH=$PATH:/usr/bin:/bin od -An -v -tx1 "/proc/$$/environ" 2>/dev/null) &&
  [ ${#DAEMONTOOLS_JVM_ENVIRON} -lt 131000 ]; then
  # For this Java alone: otherwise glibc reserves 64 MB of addresses per thread, which count against a limit.
  MALLOC_ARENA_MAX=1
  export DAEMONTOOLS_JVM_ENVIRON MALLOC_ARENA_MAX
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
else
  unset DAEMONTOOLS_JVM_ENVIRON
fi

# A command that stops in order catches SIGQUIT, which HotSpot keeps for itself. That takes the descriptor with the signal's number,
# which Java must not use for one of its files.
daemontools_spare=
case $$,${SVSCAN_STOP_SECONDS+set} in
  1,* | *,set)
    if ! { true >&3; } 2>/dev/null && { true 3</dev/null; } 2>/dev/null; then
      exec 3</dev/null
      daemontools_spare=3
    fi
    ;;
esac

exec "$daemontools_java" \
  @OPTIONS@ \
  "-XX:SharedArchiveFile=$daemontools_lib/@ARCHIVE@" \
  "-Djffi.boot.library.path=$daemontools_lib" \
  "-Ddaemontools.argv0=${0##*/}" \
  "-Ddaemontools.closed=$daemontools_closed" \
  "-Ddaemontools.spare=$daemontools_spare" \
  "-Ddaemontools.sigblk=$daemontools_blocked" \
  "-Ddaemontools.sigign=$daemontools_ignored" \
  -cp "@CLASS_PATH@" \
  @MAIN_CLASS@ "$@"
