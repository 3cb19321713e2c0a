package io.daemontools.supervise;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of supervise. */
public final class SuperviseManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("supervise", "starts a service and restarts it when it ends")
                .operand("dir", OperandKind.SERVICE, "The service directory.")
                .section("DESCRIPTION", """
                        `supervise` changes to the service directory <dir> and runs `./run` there, without arguments. When that
                        ends, however it does, `supervise` runs it again, but not within a second after the last start. If
                        there is a file `<dir>/down`, it waits for a command before it starts `./run` for the first time.

                        Its state is in `<dir>/supervise`, for svstat(8) and svok(8) to see. It takes commands from svc(8).

                        In the first second after a start, `supervise` delays signals, so that the program can install its
                        handlers: the commands `h`, `a`, `i`, `t`, `p` and `c`, and those behind them, wait until the second is over.
                        `d`, `k`, `x`, `u` and `o` are obeyed at once. If the program ends within that second, the service
                        counts as up until the second is over and is then started again; after `d` or `x` its end is seen at once.

                        A service has to stay in the foreground: `supervise` sees the end of the process that it started and of no
                        other, and signals go to that process. A `run` that is a shell script should end in `exec`, so that the
                        service is that process. For programs that insist on going into the background there is fghack(8).

                        `./run` is started in the process group and the session of `supervise`, with its environment, limits,
                        descriptors and working directory <dir>, with CHLD at its default action and not blocked.

                        Usually nobody runs `supervise` by hand: svscan(8) does.
                        """)
                .section("SIGNALS", """
                        `CHLD`
                            Says that a child has ended.
                        `PIPE`
                            Is ignored by `supervise`, but not by the service: nothing happens if nobody reads standard error.

                        Other signals do to `supervise` what they do to any program: TERM, INT and HUP end it, and leave the service
                        running on its own. To end both, use `svc -dx`.

                        These are sent to the service on a command of svc: TERM, CONT, STOP, HUP, ALRM, INT and KILL.
                        """)
                .section("FILES", """
                        `<dir>/run`
                            The program of the service.
                        `<dir>/down`
                            If it exists, the service is normally down: `supervise` does not start it by itself at first.
                        `<dir>/supervise`
                            A directory, made with mode 0700; or a symbolic link to one, which is made if it is not there.
                        `<dir>/supervise/lock`
                            Locked for as long as `supervise` runs, so that there is only one.
                        `<dir>/supervise/control`
                            The FIFO for commands.
                        `<dir>/supervise/ok`
                            A FIFO which can be opened for writing, without waiting, as long as `supervise` runs.
                        `<dir>/supervise/status`
                            18 bytes: the TAI64N time of the last start or end (12), the process id (4, the lowest byte first, 0
                            for none), 1 if paused, and `u` or `d` for what is wanted, or 0. It is replaced by renaming
                            `status.new`.
                        """)
                .exit("0", "It was told to exit, and the service is down.")
                .exit("100", "It was called with no directory, or with more than one word.")
                .exit(
                        "111",
                        "It cannot make or open a file that it needs, or another supervise runs in <dir>. Once it has started "
                                + "the service, it does not give up.")
                .section("EXAMPLES", """
                        A service that says that it lives, without svscan:

                            mkdir hello
                            printf '%s\\n' '#!/bin/sh' 'echo hello' 'exec sleep 10' \\
                                >hello/run
                            chmod +x hello/run
                            supervise hello &
                            svstat hello
                            svc -dx hello

                        A service of an account without privileges, with its error messages in its log, and a limit on memory:

                            #!/bin/sh
                            exec 2>&1
                            exec setuidgid nobody softlimit -m 64000000 my-daemon
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("supervise", "looks for a directory of that name")
                                + """
                                0.76 sleeps for a second after each start and handles no command in that second. This version delays
                                the signals and the end of a service that is wanted up, and obeys other commands at once; starts stay
                                a second apart. `d` cancels a start that has to wait for its second. `x` waits for such a start only
                                if it was commanded, and so do signals.

                                When fork fails, 0.76 sleeps for a minute and then forgets the start. This one tries again after a
                                minute, or at once on `u` or `o`.

                                Waits are measured by a clock that nobody sets. A change of the time of day shows in the seconds
                                that svstat tells, and nowhere else.

                                A `control` that is a file and no FIFO is looked at once a second; 0.76 never rests then.

                                As in Debian's 0.76, a dangling symbolic link `supervise` has its target made.

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
