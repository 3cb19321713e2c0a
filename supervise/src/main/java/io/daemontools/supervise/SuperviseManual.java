package io.daemontools.supervise;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of supervise. */
public final class SuperviseManual implements ManualSource {
    private static final String SETTINGS = """
            Files in the service directory ask for more than 0.76 does. Their names, units and defaults are those of s6, runit, Pebble
            and dinit. `supervise` reads them at each start of the service, so a change takes effect with the next `svc -t`. A file
            that cannot be used counts as absent; a warning names it, and its value, once. A file of milliseconds or seconds contains
            a decimal number.

            `finish`
                An executable that runs after each end of `run`. Its arguments are the exit code of `run`, or 256 if a signal has
                killed it or if it is not known; the signal, or 0; <dir>; and the process id of `run`, which was its process group. It
                leads a session of its own. The service counts as down, and is started again, when `finish` is over. While it runs,
                svstat(8) shows its process id. `u` and `o` meanwhile start the service afterwards, `k` kills `finish` and its
                process group, and other signals are dropped. If it exits 125, the service has failed; see below.
            `timeout-finish`
                Milliseconds after which `finish` is killed with its process group: 5000 by default, 0 for never.
            `notification-fd`
                A number from 3 to 1023. `run` gets a descriptor of that number, and is ready when it has written a newline there.
                It then closes the descriptor. s6-notifyoncheck(1) works, too.
            `notify-socket`
                If it exists, `run` gets the variable NOTIFY_SOCKET, and reports by messages of sd_notify(3): READY, RELOADING,
                STOPPING, STATUS and WATCHDOG. Only messages of its own processes count, or, where the system hides the sender's
                ancestors, of its user and root; the first other one is reported. Others then may search the directory `supervise`.
            `timeout-watchdog`
                Milliseconds. With `notify-socket`, `run` gets them as WATCHDOG_USEC, and is killed if it does not send WATCHDOG=1
                within that time, again and again from READY=1 on, until it is stopped.
            `check`, `data/check`
                An executable that exits 0 if the service is ready. Without `notification-fd` and `notify-socket`, it runs once a second until the
                service is ready, at the earliest when the service is a second old. It is killed after 10 seconds.
            `down-signal`, `reload-signal`
                The name or the number of a signal, with or without `SIG`, that replaces TERM (`t`, `d`) or HUP (`h`): ABRT, ALRM,
                CHLD, CONT, HUP, INT, KILL, PIPE, PWR, QUIT, RTMIN+3, STOP, TERM, TTIN, TTOU, USR1, USR2, WINCH or XFSZ.
                A shell script that starts svscan(8) with `&` makes it ignore INT and QUIT, and all services too. These
                signals then have an effect only on a service that catches them.
            `timeout-kill`
                Milliseconds after `t` or `d` until KILL, if the service still runs: 0, the default, for never. A warning reports
                it. Without a KILL, a service that survives `t` counts as stopping until `u`, or until it reports READY=1.
            `flag-timeout-killpg`
                If it exists, this KILL goes to the process group.
            `flag-killpg`
                If it exists, each signal goes to the process group, so that a stop ends all of a `run` without `exec`.
            `backoff-delay`, `backoff-limit`
                Milliseconds. If one of them exists, the delay before a restart grows: `backoff-delay` (1000 by default) after the
                first run that ends too soon, twice as long after each further one, `backoff-limit` (30000 by default) at most. A run
                that lasts as long as `backoff-limit` does not end too soon. Starts stay at least a second apart.
            `restart-limit-count`, `restart-limit-interval`
                If the service ends more than that many times within that many seconds (10 by default), it has failed. 0 means any
                number of times.

            `event`
                A directory of FIFOs, which programs of s6 make, such as s6-ftrig-wait(1). `supervise` writes a letter to each FIFO at
                each event. `s` and `x` are its own start and exit. `u` is a start of `run`, `U` its readiness, `d` its end. `D` means
                that `finish` is over, too, and `O` before it that the service has failed. `supervise` makes the directory with mode
                0700 if there is `notification-fd`. It does not use one that others than its owner may write to.

            An end that `t`, `d`, `k`, `i`, `q` or the signals in their place have caused does not count as too soon, or towards the limit.

            A service that has failed is not started again, as after `d`, and a warning names the reason. `u` or `o` starts it, and what was
            counted before is forgotten.

            With `finish`, `flag-killpg` or `flag-timeout-killpg`, `run` leads a session, and so a process group of its own. It must
            then not be started by a program that leaves a session leader in the background, such as setsid(1) without `--wait`.
            """;

    @Override
    public Manual manual() {
        return Manual.of("supervise", "starts a service and restarts it when it exits")
                .operand("dir", OperandKind.SERVICE, "The service directory.")
                .section("DESCRIPTION", """
                        `supervise` changes to the service directory <dir> and runs `./run` without arguments. When
                        `./run` exits or is killed, `supervise` runs it again, but at least a second after the last
                        start. If the file `<dir>/down` exists, `supervise` does not start `./run` until `svc -u` or
                        `svc -o`.

                        `supervise` keeps its state in `<dir>/supervise`, where svstat(8) and svok(8) read it. It takes
                        commands from svc(8).

                        In the first second after a start, `supervise` delays signals, so that the program can install
                        its handlers. The commands `h`, `a`, `i`, `t`, `p` and `c`, and commands after them, wait until
                        the second is over. `d`, `k`, `x`, `u` and `o` take effect at once. If the program exits within
                        that second, the service counts as up until the second is over, and is then restarted. After `d`
                        or `x`, its exit is handled at once.

                        A signal for a program that has exited in its first second is for the next run, and waits until
                        that run is a second old. `o` then means one more run. This holds for the first run and for a
                        run started by `u` or `o`. After a restart, the signal or `o` is for the run that has exited.
                        Thus a program that always exits at once uses up one waiting command with each start.

                        A service must stay in the foreground. `supervise` notices only the exit of the process that it
                        has started, and sends signals only to that process. If `run` is a shell script, end it with
                        `exec`, so that the service is that process. For a program that always goes into the background,
                        see fghack(8).

                        `./run` starts in the process group and the session of `supervise`, with its environment, limits
                        and descriptors. Its working directory is <dir>. CHLD has its default action and is not blocked.

                        On `e`, `supervise` executes the program `supervise` of its PATH in its own process, for an
                        upgrade. The process id, the lock, the service and all state stay, and no command is lost. First
                        a child tries the program. If that fails, or the history does not show the process of the
                        service, `supervise` prints a warning and continues unchanged. The new program gets the state as
                        a second argument, whose format is private; on Linux `ps` does not show it.

                        Usually svscan(8) starts `supervise`.

                        """ + SETTINGS)
                .section("SIGNALS", """
                        `CHLD`
                            A child has exited.
                        `PIPE`
                            Ignored by `supervise`, but not by the service. `supervise` continues if nobody reads its
                            standard error.
                        `XFSZ`
                            Ignored by `supervise`, but not by the service. If the history exceeds a limit on file
                            sizes, `supervise` prints a warning and continues.

                        Other signals have their usual effect. TERM, INT and HUP end `supervise` and leave the service
                        running. To stop both, use `svc -dx`.

                        As PID 1 of a container, `supervise` takes TERM, INT, QUIT, PWR and SIGRTMIN+3 as `svc -dx`,
                        and another of them as `svc -dxk`.

                        On commands from svc(8), `supervise` sends the service TERM, CONT, STOP, HUP, ALRM, INT, QUIT,
                        USR1, USR2 and KILL. `down-signal` and `reload-signal` replace TERM and HUP.
                        """)
                .section("FILES", """
                        `<dir>/run`
                            The program of the service.
                        `<dir>/down`
                            If it exists, the service is normally down: `supervise` does not start it until `svc -u` or
                            `svc -o`.
                        `<dir>/essential`
                            If it exists when `supervise` starts, the service is not restarted: up means once, also for a
                            `supervise` that follows a killed one. Before its start the status shows that up is wanted,
                            afterwards neither `u` nor `d`. When the service has ended, an svscan(8) that stops in order
                            stops everything. As PID 1, `supervise` then exits.
                        `<dir>/supervise`
                            A directory, created with mode 0700. If it is a dangling symbolic link, the target is
                            created.
                        `<dir>/supervise/lock`
                            Locked by flock(2) while `supervise` runs, so that there is only one; by fcntl(2), too, if
                            there is `notification-fd`.
                        `<dir>/supervise/control`
                            The FIFO for commands.
                        `<dir>/supervise/ok`
                            A FIFO that can be opened for writing without blocking while `supervise` runs.
                        `<dir>/supervise/status`
                            18 bytes: the TAI64N time of the last start or exit (12), the process id (4, little-endian,
                            0 for none), 1 if paused, and `u` or `d` if up or down is wanted, otherwise 0. It is
                            replaced by renaming `status.new`.
                        `<dir>/supervise/pipe`
                            The FIFO between the service and its logger. svscan(8) creates it.
                        `<dir>/supervise/history`
                            The last 64 runs of the service, from which a new `supervise` recognises a process that a
                            killed one has left behind. If it cannot be used, there is a warning.
                        `<dir>/supervise/state`
                            256 bytes, if there are settings or a file `essential`: the phase of the service, readiness,
                            times and counts, from which a new `supervise` goes on after a killed one. `supervise`
                            removes it when it exits.
                        `<dir>/supervise/notification`
                            The FIFO on which the service reports that it is ready, if there is `notification-fd`.
                        `<dir>/supervise/notify`
                            The socket of NOTIFY_SOCKET, if there is `notify-socket`.
                        """)
                .exit("0", "It received `x`, and the service is down.")
                .exit(
                        "other",
                        "As PID 1: the exit code of an essential service, or 128 plus the number of the signal that "
                                + "ended it; 111 if that is not known.")
                .exit("100", "There is no argument, or more than one.")
                .exit("101", "It was a trial for a supervise that is to execute it. The trial has succeeded.")
                .exit(
                        "111",
                        "It cannot create or open a file that it needs, or another supervise runs in <dir>. Once it has "
                                + "started the service, no error ends it.")
                .section("EXAMPLES", """
                        Run a service without svscan:

                            mkdir hello
                            printf '%s\\n' '#!/bin/sh' 'echo hello' 'exec sleep 10' \\
                                >hello/run
                            chmod +x hello/run
                            supervise hello &
                            svstat hello
                            svc -dx hello

                        A `run` with an unprivileged account, error messages in the log, and a memory limit:

                            #!/bin/sh
                            exec 2>&1
                            exec setuidgid nobody softlimit -m 64000000 my-daemon
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("supervise", "looks for a directory of that name")
                                + """
                                0.76 sleeps for a second after each start, and reads no command in that second. This
                                version delays only signals and the restart of a service that is wanted up. Starts are a
                                second apart in both. `d` cancels a start that waits for its second. `x` and signals
                                wait for such a start only if it was commanded.

                                If fork fails, 0.76 sleeps for a minute and drops the start. This version retries after
                                a minute, or at once on `u` or `o`.

                                Waits use the monotonic clock. Setting the clock changes only the seconds that svstat(8)
                                shows.

                                If `control` is a regular file, this version checks it once a second; 0.76 reads it in a
                                busy loop.

                                If `supervise`, `control` or `ok` cannot be created, the message names the reason; that of
                                0.76 is "file does not exist". As PID 1, 0.76 ignores all signals.

                                If `run` does not exist or is not executable, 0.76 prints an error message each second.
                                This version prints one, and looks for `run` each second.

                                0.76 does not know the files of settings. Without them this version makes one more call at a start:
                                it looks whether the directory has changed.

                                As in Debian's 0.76, if `supervise` is a dangling symbolic link, its target is created.

                                """
                                + SharedSections.residentOnJava("supervise"))
                .seeAlso(
                        "svc(8)",
                        "svstat(8)",
                        "svok(8)",
                        "svscan(8)",
                        "multilog(8)",
                        "fghack(8)",
                        "setuidgid(8)",
                        "softlimit(8)");
    }
}
