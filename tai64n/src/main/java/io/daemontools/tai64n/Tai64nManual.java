package io.daemontools.tai64n;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** What is to be said of tai64n. */
public final class Tai64nManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("tai64n", "puts the time in front of each line")
                .section("DESCRIPTION", """
                        `tai64n` copies its standard input to its standard output, with a TAI64N label and a space in front of each
                        line. The label is the time at which the first byte of the line was handled.

                        A label is an `@` and 24 hexadecimal digits: 16 for the seconds, which are counted from 2^62 at the beginning
                        of 1970 TAI, and 8 for the nanoseconds. The seconds are those of the system's clock plus 10. Labels sort
                        as text in the order of time, they do not depend on a time zone, and tai64nlocal(8) makes them readable.

                        What has been read is written before more is waited for. A last line without a newline is copied without
                        one.

                        It takes no arguments, and ignores any.
                        """)
                .section("SIGNALS", "`tai64n` catches none. It ends by PIPE if nobody reads its output.")
                .section("FILES", "It opens none.")
                .exit("0", "The input has ended.")
                .exit("111", "It cannot read or write. Nothing is printed.")
                .section("EXAMPLES", """
                        Stamps in front of whatever a program says:

                            my-daemon 2>&1 | tai64n >daemon.log

                        How long the steps of a script take:

                            sh -x ./build 2>&1 | tai64n | tai64nlocal
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("tai64n", "ignores them as it does all arguments")
                                + """
                                Labels have nanoseconds; those of 0.76 have microseconds, and lines that come together have the same.

                                Where its input is non-blocking and empty it waits; 0.76 ends with 111.

                                The difference to TAI is 10 seconds at all times, as it is in 0.76 without a table of leap seconds.

                                """
                                + SharedSections.residentOnJava("tai64n"))
                .seeAlso("tai64nlocal(8)", "multilog(8)");
    }
}
