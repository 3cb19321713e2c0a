package io.daemontools.svls;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svls. */
public final class SvlsManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svls", "shows all services", Svls.OPTSTRING)
                .option('j', "JSON: print one JSON document instead of a table.")
                .option('m', "Metrics: print the text format of Prometheus instead of a table.")
                .option('x', "Explain: show why services are not as wanted, and what to type.")
                .option('w', "Watch: show the table again when a service changes, until a signal ends `svls`.")
                .option(
                        'f',
                        "file",
                        "Write to <file>, not to standard output. `svls` writes <file>`.new` and renames it when it is complete.")
                .any("dir", OperandKind.SERVICE, "A service directory, or a directory of services.")
                .section("DESCRIPTION", """
                        `svls` prints a table with a line for each service. A service and its logger share a line. Each
                        <dir> is a service directory, or a directory of services, of which all are shown, sorted by
                        name. Without <dir>, the directory of services is the value of `SERVICES`, or the first of
                        `/service`, `/etc/service` and `/var/service` that exists.

                        The columns are:

                        `NAME`
                            The last part of the path of the service directory. Bytes that are not printable ASCII
                            characters, and backslashes, are shown as `\\x` and two hexadecimal digits. A name that is
                            too long for 80 columns is cut, and ends in `~`.
                        `STATE`
                            See below.
                        `PID`
                            The process id of the service, or of its `finish`.
                        `SINCE`
                            The time since the service was started or has ended.
                        `REST`
                            How many times the service was restarted in the last hour although no command had ended it,
                            as far as the last 64 runs show.
                        `LAST END`
                            How the service has ended the last time: the exit code or the signal.
                        `MEM`
                            The resident memory of the process, on Linux.
                        `LOGGER`
                            The state of the logger.

                        A column shows `-` for what is not known or does not apply. The states are:

                        `up`
                            The service runs.
                        `ready`
                            It runs, and has reported that it is ready.
                        `adopted`
                            It runs, and was started by another supervise, which was killed.
                        `down`
                            It does not run, and is not wanted up.
                        `starting`
                            It runs, and has not reported yet that it is ready.
                        `reloading`
                            It runs, and reports that it reads its configuration again.
                        `stopping`
                            It runs, and is wanted down.
                        `finishing`
                            Its `finish` runs.
                        `paused`
                            It got STOP from `svc -p`.
                        `restarting`
                            It does not run, and is about to be started.
                        `backing off`
                            It does not run, and is started again after a delay.
                        `failing`
                            It was restarted three times or more in the last minute although no command had ended it.
                        `failed`
                            It has failed for good, and is not started again without a command.
                        `not supervised`
                            No supervise(8) runs.
                        `unknown`
                            Its files cannot be read.

                        With `-j`, the document has an element for each service. Its members are described in
                        `svls.schema.json` of the documentation. Members that s6-svstat(1) also prints have the same
                        names. A member is null if it is not known, as when a directory `supervise` cannot be read. Times are given as
                        TAI64N labels and by RFC 3339. Bytes of names that are not UTF-8 are
                        escaped as `\\udc80` to `\\udcff`, as Python decodes file names.

                        On a terminal, states are red if they last and need attention, and yellow if they should pass.

                        With `-x`, the first line is a summary. Then some lines follow for each service or logger that is not
                        up, ready, adopted or down, and for each service directory <dir>: the state, since when, why, what
                        to type, and the last lines of the log. Labels in it are shown as times. Those that are not as
                        wanted come first. Read a command before you type it; it is for a shell with the same
                        directory and the same PATH. A service that was repaired stays `failing` for up to a minute: then its
                        run is longer than those before, and there is nothing to type.

                        With `-x`, a directory of services <dir> on which no svscan(8) runs is not as wanted, if the process of a
                        supervise(8) in it is seen.

                        With `-x`, a service that is up and cannot work is not as wanted, either. It waits once the pipe is
                        full, because its logger is down, or because no block or no inode is free for users other than root
                        on the file system of a log directory. For another reason, such as a disk quota, it is seen that the
                        pipe is full for a second; this needs the pipe that svscan(8) makes. Its lines are lost if its directory
                        `log` was removed. Its supervise reads no command if a signal has stopped it, and it does nothing if
                        one has stopped its process.

                        The log directories of a logger are those in its directory, first `main`, and those whose paths are
                        words of its `run` and begin with a slash or a dot. The last lines are those of the first one.

                        With `-w`, the table is replaced on the screen, and cut at its edges. If the standard output is not a terminal, `svls` prints a
                        line for each service and for each change: the time, the name, the state, the process id, the last
                        end and the state of the logger. The first 16 services and loggers are watched, and shown at once;
                        changes of others are seen within a second.

                        With `-m`, there are metrics of each service and each logger. Their names begin with
                        `daemontools_service_`, and a line before each explains it. The label `service` is the name; that
                        of a logger ends in `/log`. The label `directory` is the directory. A metric without a value is left
                        out, and so is one that is not known, as when a directory `supervise` cannot be read: then
                        `as_wanted` is 0 and there is no `up`. `ends_total` has a label `cause`: `exit_zero`, `exit_nonzero` or `signal`. supervise keeps these
                        numbers in the history.
                        """)
                .section("OPTIONS", SharedSections.AFTER_OPTIONS_OF_NEW)
                .section("ENVIRONMENT", """
                        `SERVICES`
                            The directory of services if there is no <dir>.
                        `NO_COLOR`
                            If it is set and not empty, there are no colours.
                        `TERM`
                            If it is `dumb`, empty or not set, there are no colours.
                        """)
                .section("SIGNALS", """
                        With `-w`, `svls` runs until one ends it. With `-f`, XFSZ is ignored: beyond a limit on file sizes, a
                        write fails, and <file>`.new` is removed.
                        """)
                .section("FILES", """
                        `<dir>/supervise/ok`, `<dir>/supervise/status`, `<dir>/down`
                            As for svstat(8).
                        `<dir>/supervise/history`, `<dir>/supervise/state`
                            A supervise of this version writes more than the status to them.
                        `/proc/PID/statm`, `/proc/PID/stat`
                            The memory and the CPU time of a process. The process ids must be of the same namespace.
                        `/proc/PID/cwd`
                            With `-x`, the working directories of svscan and supervise.
                        `/proc/PID/status`, `/proc/locks`
                            With `-x`, the signals that a process ignores, and which process has locked a log directory.
                        `<dir>/down-signal`
                            With `-x`, the signal that is to end a service.
                        `<dir>/log/main/current`
                            With `-x`, its last lines are shown. With `-m`, its size. Without it, that of another log
                            directory.
                        `<dir>/supervise/pipe`
                            With `-x`, the pipe from a service to its logger. It is opened for writing, and not written to.
                        """)
                .exit("0", "Each service and logger is `up`, `ready`, `adopted` or `down`.")
                .exit(
                        "1",
                        "At least one is in another state; or, with `-x`, cannot work, or no svscan(8) runs on <dir>.")
                .exit("100", "Wrong usage.")
                .exit("111", "An error: there is no directory of services, or the output cannot be written.")
                .section("EXAMPLES", """
                        Show all services:

                            svls

                        Show why a service does not run:

                            svls -x /service/foo

                        Print the names of the services that have failed:

                            svls -j | jq -r '.services[] | select(.state=="failed") | .name'

                        Follow all changes, as lines:

                            svls -w | cat

                        Each minute, write metrics for the textfile collector of Prometheus's node exporter, by a line
                        in a crontab:

                            * * * * * svls -m -f /var/lib/node_exporter/services.prom
                        """)
                .section("COMPATIBILITY", """
                        0.76 has no such command.

                        Services under the supervise of 0.76 or of daemontools-encore, or under runit's runsv, are shown
                        as far as their files allow: without restarts, last end and readiness.
                        """)
                .seeAlso("svstat(8)", "svwait(8)", "svc(8)", "svok(8)", "supervise(8)", "svscan(8)");
    }
}
