package io.daemontools.softlimit;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** The manual of softlimit. */
public final class SoftlimitManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("softlimit", "runs a program under resource limits", Softlimit.OPTSTRING)
                .option('a', "bytes", "Address space of a process: all of its memory together.")
                .option('c', "bytes", "Size of a core file; 0 for none.")
                .option('d', "bytes", "Data segment of a process.")
                .option('f', "bytes", "Size of a file that a process writes.")
                .option('l', "bytes", "Locked memory of a process.")
                .option('m', "bytes", "Memory: sets `-d`, `-s`, `-l` and `-a` to this number.")
                .option('o', "files", "Open descriptors of a process.")
                .option('p', "processes", "Processes of the user.")
                .option('r', "bytes", "Resident memory of a process. Few systems enforce it.")
                .option('s', "bytes", "Stack of a process.")
                .option('t', "seconds", "CPU time of a process, after which it gets XCPU.")
                .program("The program to run.")
                .section("DESCRIPTION", """
                        `softlimit` sets soft resource limits and then executes <program>. The limits apply to <program>
                        and its children. A service that leaks memory or forks without end then affects only itself.

                        A process, including <program>, can raise its soft limits up to the hard limits. `softlimit`
                        does not change hard limits. If a number exceeds the hard limit, `softlimit` uses the hard
                        limit.
                        """)
                .section("OPTIONS", """
                        Each option takes a number, in the same argument or in the next. `=` and `unlimited` mean the
                        hard limit. Limits are set in the order of the options: `-s` after `-m` overrides its limit on
                        the stack. Limits that the system does not have are ignored.

                        """ + SharedSections.AFTER_OPTIONS)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM + """

                        A <program> that exceeds its limit on CPU time gets XCPU; one that exceeds the limit on file
                        size gets XFSZ.
                        """)
                .section("FILES", "It opens none.")
                .exit("100", "An option is unknown, its value is not a number, or there is no <program>.")
                .exit("111", "A limit cannot be read or set, or <program> cannot be executed.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        Limit memory to 64 MB and descriptors to 100:

                            softlimit -m 64000000 -o 100 my-daemon

                        Allow as many descriptors as possible, and no core files:

                            softlimit -o = -c 0 my-daemon

                        Show the resulting limit:

                            softlimit -o 20 sh -c 'ulimit -n'
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("softlimit", "prints its usage and exits 100")
                                + """
                                The value `unlimited` is new; daemontools-encore has it, too.

                                The native program needs 72 kB of data segment and 1 MB of address space under limits
                                set before it starts, and twice as much if it is linked dynamically. The limits that it
                                sets may be as small as 0, except on FreeBSD. There, a limit on the stack takes effect
                                at once: `softlimit` crashes (SEGV) with `-s` or `-m` below about 12 KB, or more if
                                arguments and environment are large. 0.76 does the same at a smaller number. No program
                                starts with such a small stack.

                                Other native commands need up to 200 kB of data segment, and `setuidgid` and `envuidgid`
                                3 MB of address space. A chain of them starts under `-d 300000` or `-m 3000000`.

                                """
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("setuidgid(8)", "supervise(8)", "getrlimit(2)", "ulimit(1)");
    }
}
