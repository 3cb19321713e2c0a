package io.daemontools.softlimit;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** What is to be said of softlimit. */
public final class SoftlimitManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("softlimit", "runs a program under resource limits", Softlimit.OPTSTRING)
                .option('a', "bytes", "All memory of a process together: its address space.")
                .option('c', "bytes", "A core file; 0 for none.")
                .option('d', "bytes", "The data segment of a process.")
                .option('f', "bytes", "A file that is written to.")
                .option('l', "bytes", "Memory of a process that is locked.")
                .option('m', "bytes", "Memory: the same as -d, -s, -l and -a with this number.")
                .option('o', "files", "Open descriptors of a process.")
                .option('p', "processes", "Processes of the user.")
                .option('r', "bytes", "Resident memory of a process. Few systems enforce it.")
                .option('s', "bytes", "The stack of a process.")
                .option('t', "seconds", "CPU time of a process, at which it is sent XCPU.")
                .program("The program to be run.")
                .section("DESCRIPTION", """
                        `softlimit` sets soft resource limits and then becomes <program>, which they are for, and for all that it
                        starts. A service that leaks memory, or forks without end, then fails alone.

                        Soft limits can be raised again, by <program> too, up to the hard limits, which `softlimit` leaves as they
                        are. More than the hard limit is not asked for: a higher number means the hard limit.
                        """)
                .section("OPTIONS", """
                        Each takes a number, in the same argument or in the next, or `=` for the hard limit. `unlimited` means the
                        same as `=`. Limits are set in the order of the options: a `-s` after `-m` overrides its limit on the
                        stack. A limit that the system does not have is ignored.

                        """ + SharedSections.AFTER_OPTIONS)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM + """

                        A <program> that goes beyond its limit on CPU time is sent XCPU; beyond that on file size, XFSZ.
                        """)
                .section("FILES", "It opens none.")
                .exit("100", "An option is unknown, its value is not a number, or there is no <program>.")
                .exit("111", "A limit cannot be read or set, or <program> cannot be run.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        No more than 64 MB of memory and 100 descriptors:

                            softlimit -m 64000000 -o 100 my-daemon

                        All that is allowed, of descriptors; and no core files:

                            softlimit -o = -c 0 my-daemon

                        To see what comes of it:

                            softlimit -o 20 sh -c 'ulimit -n'
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("softlimit", "says how it is to be called, and exits 100")
                                + """
                                The value `unlimited` is new, too; daemontools-encore has it.

                                Under limits that were set before it was started, the native program needs 72 kB of data segment and 1 MB
                                of address space itself, twice as much if it is linked dynamically. The limits that it sets may be as small
                                as 0, except on FreeBSD, where a limit on the stack takes effect at once: with `-s` or `-m` below some
                                12 KB, and more if arguments and environment are large, `softlimit` crashes (SEGV). 0.76 does the same at
                                a smaller number; no program starts in so little.

                                Other native commands need up to 170 kB of data segment, and `setuidgid` and `envuidgid` 3 MB of address
                                space, so that a chain of them starts under `-d 300000` or `-m 3000000`.

                                """
                                + SharedSections.PROGRAM_ON_JAVA)
                .seeAlso("setuidgid(8)", "supervise(8)", "getrlimit(2)", "ulimit(1)");
    }
}
