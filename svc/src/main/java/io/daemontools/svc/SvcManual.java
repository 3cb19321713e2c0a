package io.daemontools.svc;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svc. */
public final class SvcManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svc", "controls services under supervise", Svc.OPTSTRING)
                .option('u', "Up. If the service is not running, start it. If it exits, restart it.")
                .option(
                        'd',
                        "Down. If the service is running, send it TERM and then CONT. If it exits, do not restart it.")
                .option('o', "Once. If the service is not running, start it. If it exits, do not restart it.")
                .option('p', "Pause. Send the service STOP.")
                .option('c', "Continue. Send the service CONT.")
                .option('h', "Hangup. Send the service HUP.")
                .option('a', "Alarm. Send the service ALRM.")
                .option('i', "Interrupt. Send the service INT.")
                .option('t', "Terminate. Send the service TERM. It is restarted unless it is wanted down.")
                .option('k', "Kill. Send the service KILL.")
                .option('x', "Exit. The supervise exits as soon as the service is down.")
                .option(
                        'e',
                        "Execute. The supervise executes the installed supervise in its place, with the same process id. The "
                                + "service is not affected.")
                .option('q', "Quit. Send the service QUIT.")
                .option('1', "Send the service USR1.")
                .option('2', "Send the service USR2.")
                .any("dir", OperandKind.SERVICE, "A service directory.")
                .section("DESCRIPTION", """
                        `svc` sends commands to the supervise(8) of each service directory <dir>, one directory after
                        the other. Each option is a command. Commands are sent in the order of the options, so
                        `svc -dx <dir>` stops a service and then ends its supervise.

                        `svc` does not wait for a command to take effect. Use svstat(8) to see the result.

                        In the first second after a start, `supervise` delays the signals of `-h`, `-a`, `-i`, `-q`,
                        `-1`, `-2`, `-t`, `-p` and `-c`, and commands after them, until the second is over. The program can install its handlers meanwhile,
                        so you can run `svc -h` right after `svc -u`. `-d`, `-k`, `-x`, `-u` and `-o` do not wait. A
                        program that gets `-d` so early may be killed by TERM before it can handle it. If the
                        program exits so early, signals and `-o` are for the next run; see supervise(8).

                        The logger of a service has its own supervise: `svc -t <dir>/log` restarts the logger and not
                        the service.

                        `-e` is for upgrades. The supervise first tries the program `supervise` that its PATH has now,
                        and then executes it. If there is none that can continue, it prints a warning, and continues
                        unchanged. See supervise(8).

                        Files in the service directory change what some commands do; see supervise(8).
                        `-t` and `-d` send the signal of `down-signal` in place of TERM, and KILL after `timeout-kill`
                        if the service still runs. `-h` sends the signal of `reload-signal` in place of HUP. With
                        `flag-killpg`, each signal goes to the process group. While `finish` runs, `-u` and `-o` start
                        the service afterwards, and `-k` kills `finish`. After an end that came too soon, and for a
                        service that has failed, `-u` and `-o` start it at once.

                        Under svscan(8), do not use `-x` alone: svscan starts another supervise within five seconds. To
                        remove a service for good, first remove it from the directory of services; see EXAMPLES.
                        """)
                .section("OPTIONS", SharedSections.AFTER_OPTIONS)
                .section("ENVIRONMENT", """
                        `SERVICES`
                            The completions for bash and zsh also complete <dir> from this directory of services. `svc`
                            itself ignores it.
                        """)
                .section("SIGNALS", """
                        `svc` ignores PIPE. The signals that it requests are sent to the process that supervise started,
                        not to the children of that process, unless the service directory has `flag-killpg`.
                        """)
                .section("FILES", """
                        `<dir>/supervise/control`
                            The FIFO from which supervise reads commands, one byte each: the letter of the option. Only
                            users who can write to it can send commands; usually this is only the user of supervise.
                        """)
                .exit(
                        "0",
                        "Success. A service that cannot be controlled causes only a warning. In scripts, use svok(8).")
                .exit("100", "An option is unknown.")
                .exit("111", "The starting directory cannot be opened or returned to.")
                .section("EXAMPLES", """
                        Stop a service, and start it again:

                            svc -d /service/foo
                            svc -u /service/foo

                        Restart it:

                            svc -t /service/foo

                        Run it once:

                            svc -o /service/foo

                        Run the supervises of all services and loggers on a new version that has been installed:

                            svc -e /service/* /service/*/log

                        Remove it and its logger for good, if `/service/foo` is a symbolic link to the service
                        directory:

                            cd /service/foo
                            rm /service/foo
                            svc -dx .
                            while svok .; do sleep 1; done
                            svc -dx log

                        The logger stops last, so that it has read everything. If `/service/foo` is a directory, rename it
                        to `/service/.foo` instead of removing the link. Do not move it to another file system: `mv` then
                        copies it, and `svc` no longer reaches the supervise.
                        """)
                .section("COMPATIBILITY", SharedSections.compatible("svc", "does nothing") + """
                                `svc` works with the supervise of daemontools 0.76 and of daemontools-encore, and their
                                `svc` works with this version's supervise. 0.76 refuses `-e`, `-q`, `-1` and `-2`, and its supervise ignores them. daemontools-encore has
                                `-q`, `-1` and `-2`, too. `-k` ends a paused service; other signals
                                wait for CONT.

                                "unable to control <dir>: supervise not running" means that no process reads the FIFO.
                                Check that svscan runs, and on the right directory. "file does not exist" means that no
                                supervise has ever run in <dir>.
                                """)
                .seeAlso("supervise(8)", "svstat(8)", "svok(8)", "svscan(8)", "kill(1)", "signal(7)");
    }
}
