package io.daemontools.svwait;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svwait. */
public final class SvwaitManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svwait", "waits until services are up or down", Svwait.OPTSTRING)
                .option('u', "Up: the service runs. This is the default.")
                .option(
                        'U',
                        "Up and ready. A service that does not report whether it is ready counts as ready when it is up.")
                .option('d', "Down: the service does not run.")
                .option('D', "Down, and its `finish` does not run either.")
                .option('r', "Restarted: the service runs, and was started after `svwait` began to wait.")
                .option('R', "Restarted, and ready as for `-U`.")
                .option('a', "Wait for all services. This is the default.")
                .option('o', "Wait for one of the services.")
                .option('t', "milliseconds", "Wait no longer than that. 0, the default, means without limit.")
                .some("dir", OperandKind.SERVICE, "A service directory.")
                .optional(
                        "-- program ...",
                        OperandKind.ARGUMENT,
                        "A program that `svwait` runs once it watches, before it waits, and its arguments.")
                .section("DESCRIPTION", """
                        `svwait` waits until the service of each directory <dir> is in the wanted state, and then exits.
                        Of several of the options `-uUdDrR`, the last one counts. It prints nothing unless it fails.

                        It also waits for a service that has no supervise(8) yet, but <dir> must exist. A service without
                        a supervise is down if its last supervise has left it down. If a supervise has run and ends,
                        `svwait` fails after two seconds, unless another supervise has taken its place or the wanted
                        state is reached.

                        A service reports that it is ready if its directory has a file `notification-fd`,
                        `notify-socket`, `check` or `data/check`; see supervise(8). With these files `-U` needs a
                        supervise that uses them.

                        `svwait` sees the current state and each change of it. It does not see a state that is over
                        before it looks. To wait for a restart, let `svwait -r` run the command that causes it. A
                        `svwait -r` that is started beside the command may begin to watch too late.

                        `svwait` runs <program> once it knows the state of each service. When <program> has exited 0,
                        it waits. The time of <program> counts for `-t`, but `svwait` does not end it. If <program>
                        fails, `svwait` exits at once, with the same code.

                        Changes of the first 16 services are seen at once on Linux, the BSDs and macOS. At other services,
                        elsewhere, or if the limit on watches or descriptors is reached, `svwait` looks ten times a
                        second.

                        If a service that is to be up has failed for good, `svwait` does not wait for it any longer.
                        """)
                .section("OPTIONS", SharedSections.AFTER_OPTIONS_OF_NEW)
                .section("SIGNALS", "None.")
                .section("FILES", """
                        `<dir>/supervise/ok`, `<dir>/supervise/status`
                            As for svstat(8). `svwait` needs permission to write to `ok`, and to read the directory
                            `supervise`.
                        `<dir>/supervise/state`, `<dir>/supervise/history`
                            A supervise of this version writes more than the status to them.
                        """)
                .exit("0", "The wanted state is reached.")
                .exit("1 to 98", "That many services have failed for good, and all others are in the wanted state.")
                .exit("99", "The time is over.")
                .exit("100", "Wrong usage.")
                .exit("102", "A supervise has ended, and there is no other.")
                .exit(
                        "111",
                        "An error: <dir> does not exist, its files cannot be read, or a signal has ended the program.")
                .exit("other", "The exit code of the program after `--`, which has failed.")
                .section("EXAMPLES", """
                        Start a service, and wait for at most five seconds until it is ready:

                            svc -u /service/db
                            svwait -U -t 5000 /service/db

                        A `run` of a service that needs another one:

                            #!/bin/sh
                            exec 2>&1
                            svwait -U /service/db || exit 1
                            exec my-server

                        Restart a service, and wait until the new process runs:

                            svwait -r -t 10000 /service/foo -- svc -t /service/foo

                        The same in steps, which also waits for its `finish`:

                            svc -d /service/foo
                            svwait -D -t 10000 /service/foo
                            svc -u /service/foo
                            svwait -U -t 10000 /service/foo
                        """)
                .section("COMPATIBILITY", """
                        0.76 has no such command. Options and exit codes are those of s6-svwait, which runs no program.

                        It works with the supervise of 0.76 and of daemontools-encore, and with runit's runsv, as far as
                        their files allow: they do not report readiness.
                        """)
                .seeAlso("svc(8)", "svls(8)", "svok(8)", "svstat(8)", "supervise(8)");
    }
}
