package io.daemontools.svc;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of svc. */
public final class SvcManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svc", "controls services that supervise runs", Svc.OPTSTRING)
                .option('u', "Up. If the service is not running, start it; if it ends, start it again.")
                .option(
                        'd',
                        "Down. If the service is running, send it TERM and then CONT; if it ends, do not start it.")
                .option('o', "Once. If the service is not running, start it; if it ends, do not start it again.")
                .option('p', "Pause. Send the service STOP.")
                .option('c', "Continue. Send the service CONT.")
                .option('h', "Hangup. Send the service HUP.")
                .option('a', "Alarm. Send the service ALRM.")
                .option('i', "Interrupt. Send the service INT.")
                .option('t', "Terminate. Send the service TERM; it starts again unless it is wanted down.")
                .option('k', "Kill. Send the service KILL.")
                .option('x', "Exit. The supervise ends as soon as the service is down, at once if it is.")
                .any("dir", OperandKind.SERVICE, "A service directory.")
                .section("DESCRIPTION", """
                        `svc` hands commands to the supervise(8) of each service directory <dir>, one directory after the
                        other. A command is an option; each is handed over once, in the order in which they are given, so that
                        `svc -dx <dir>` takes a service down and ends its supervise.

                        `svc` does not wait for a command to take effect. svstat(8) shows what has become of it.

                        In the first second after a start, `supervise` holds back `-h`, `-a`, `-i`, `-t`, `-p` and `-c`, and what
                        is given after them, until the second is over: the program has time to install its handlers, and `svc -u`
                        can be followed by `svc -h` at once. `-d`, `-k`, `-x`, `-u` and `-o` do not wait; a program that is sent `-d`
                        so early may end of TERM before it can handle it.

                        The logger of a service has a supervise of its own: `svc -t <dir>/log` restarts the logger and leaves the
                        service alone.

                        What svscan(8) looks after should not be sent `-x` alone: svscan starts another supervise within five
                        seconds. To remove a service for good, take its directory out of the directory of services first; see
                        EXAMPLES.
                        """)
                .section("OPTIONS", SharedSections.AFTER_OPTIONS)
                .section("ENVIRONMENT", """
                        `SERVICES`
                            A directory of services that is not in one of the usual places, for bash and zsh to complete <dir>
                            from. `svc` itself does not look at it.
                        """)
                .section("SIGNALS", """
                        `svc` ignores PIPE. The signals that it has sent go to the process that supervise started, not to the
                        children of that.
                        """)
                .section("FILES", """
                        `<dir>/supervise/control`
                            The FIFO that supervise reads commands from, one byte each: the option's letter. To write to it takes
                            the right to write to this file; usually only the owner of the supervise has it.
                        """)
                .exit(
                        "0",
                        "All went well, or there were warnings: a service that could not be told is no reason to fail.")
                .exit("100", "An option is unknown.")
                .exit("111", "The starting directory cannot be opened or returned to.")
                .section("EXAMPLES", """
                        Stop a service, and start it again:

                            svc -d /service/foo
                            svc -u /service/foo

                        Restart it:

                            svc -t /service/foo

                        Run it once, for a look at what it says:

                            svc -o /service/foo

                        Remove it and its logger for good:

                            cd /service/foo
                            rm /service/foo
                            svc -dx . log

                        This is for `/service/foo` being a symbolic link to the service directory, as is the custom; a directory
                        is moved away instead.
                        """)
                .section("COMPATIBILITY", SharedSections.compatible("svc", "does nothing then") + """
                                `svc` works with the supervise of daemontools 0.76 and of daemontools-encore, whose `svc` works with
                                this one. The option `-k` ends a service that is paused; other signals wait for CONT.

                                "unable to control <dir>: supervise not running" means that nobody reads the FIFO: is svscan
                                running, and on the directory you think? "file does not exist" means that no supervise has ever run
                                there.
                                """)
                .seeAlso("supervise(8)", "svstat(8)", "svok(8)", "svscan(8)", "kill(1)", "signal(7)");
    }
}
