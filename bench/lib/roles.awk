# Reads "pid parent words..." of all processes and prints "role pid" of those below the process in the variable tree.
{
  parent[$1] = $2
  name = $3
  sub(".*/", "", name)
  # The command line of a JVM names a class.
  if (name == "java")
    for (i = 4; i <= NF; i++)
      if ($i ~ /^io\.daemontools\.[a-z0-9]+\.[A-Z]/) {
        name = $i
        sub("^io\\.daemontools\\.", "", name)
        sub("\\..*", "", name)
      }
  if (name ~ /^(svscan|runsvdir|s6-svscan)$/) role[$1] = "scanner"
  if (name ~ /^(supervise|runsv|s6-supervise)$/) role[$1] = "supervisor"
  if (name ~ /^(multilog|svlogd|s6-log)$/) role[$1] = "logger"
  if ($3 ~ /^(\.\/)?run$/) role[$1] = "service"
}

END {
  for (pid in role) {
    above = pid
    for (depth = 0; depth < 9 && above in parent && above != tree; depth++) above = parent[above]
    if (above == tree) print role[pid], pid
  }
}
