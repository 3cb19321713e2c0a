package io.daemontools.tai64nlocal;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** What is to be said of tai64nlocal. */
public final class Tai64nlocalManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("tai64nlocal", "turns time labels into local time")
                .section("DESCRIPTION", """
                        `tai64nlocal` copies its standard input to its standard output. Where a line begins with a TAI64N label, which
                        is an `@` and hexadecimal digits, as tai64n(8) and multilog(8) put them there, it prints the local time
                        instead:

                            2026-01-31 13:45:06.123456789

                        All else is copied as it is. What has been read is written before more is waited for, so that it can follow
                        a log.

                        It takes no arguments, and ignores any: logs are read from standard input.
                        """)
                .section("ENVIRONMENT", """
                        `TZ`
                            The time zone, if it is not to be the system's. Without it, a running `tai64nlocal` notices a change of
                            `/etc/localtime` if the C library does: glibc does; musl and that of FreeBSD read the file once.
                        """)
                .section("SIGNALS", "`tai64nlocal` catches none. It ends by PIPE if nobody reads its output.")
                .section("FILES", "It opens none but those that the system keeps of time zones.")
                .exit("0", "The input has ended.")
                .exit("111", "It cannot read or write. Nothing is printed.")
                .section("EXAMPLES", """
                        Read a log, and follow one:

                            tai64nlocal </service/foo/log/main/current
                            tail -F /service/foo/log/main/current | tai64nlocal

                        In universal time, all that is left of a log:

                            cat main/@* main/current | TZ=UTC tai64nlocal

                        One label:

                            echo @4000000000000000075bcd15 | TZ=UTC tai64nlocal

                        which prints

                            1969-12-31 23:59:50.123456789
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("tai64nlocal", "ignores them as it does all arguments")
                                + """
                                A label that names no time the calendar knows is copied as it is; 0.76 crashes. Where its input is
                                non-blocking and empty it waits; 0.76 ends with 111.

                                As in 0.76 there is no table of leap seconds: a label is ten seconds ahead of the system's clock.

                                """
                                + SharedSections.residentOnJava("tai64nlocal"))
                .seeAlso("tai64n(8)", "multilog(8)", "localtime(3)");
    }
}
