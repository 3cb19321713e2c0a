package io.daemontools.tai64nlocal;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** The manual of tai64nlocal. */
public final class Tai64nlocalManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("tai64nlocal", "converts TAI64N labels to local time")
                .section("DESCRIPTION", """
                        `tai64nlocal` copies its standard input to its standard output. If a line begins with a TAI64N
                        label, an `@` and hexadecimal digits as written by tai64n(8) and multilog(8), it prints the
                        local time in place of the label:

                            2026-01-31 13:45:06.123456789

                        It copies everything else unchanged. It writes everything that it has read before it waits for
                        more, so it can follow a log.

                        It ignores all arguments; logs are read from standard input.
                        """)
                .section("ENVIRONMENT", """
                        `TZ`
                            The time zone; the default is that of the system. Without `TZ`, a running `tai64nlocal`
                            notices a change of `/etc/localtime` if the C library does. glibc does; musl and the C
                            library of FreeBSD read the file once.
                        """)
                .section("SIGNALS", "It catches none. PIPE ends it if nobody reads its output.")
                .section("FILES", "It opens only the system's time zone files.")
                .exit("0", "The input has ended.")
                .exit("111", "It cannot read or write. It prints no message.")
                .section("EXAMPLES", """
                        Read a log, and follow one:

                            tai64nlocal </service/foo/log/main/current
                            tail -F /service/foo/log/main/current | tai64nlocal

                        Read all files of a log in universal time:

                            cat main/@* main/current | TZ=UTC tai64nlocal

                        Convert one label:

                            echo @4000000000000000075bcd15 | TZ=UTC tai64nlocal

                        This prints

                            1969-12-31 23:59:50.123456789
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("tai64nlocal", "ignores all arguments")
                                + """
                                A label that the calendar cannot hold is copied unchanged; 0.76 crashes. If its input is
                                non-blocking and empty, it waits; 0.76 exits 111.

                                As in 0.76, there is no table of leap seconds: a label is ten seconds ahead of the
                                system's clock.

                                """
                                + SharedSections.residentOnJava("tai64nlocal"))
                .seeAlso("tai64n(8)", "multilog(8)", "localtime(3)");
    }
}
