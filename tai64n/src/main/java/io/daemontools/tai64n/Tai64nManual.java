package io.daemontools.tai64n;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.SharedSections;

/** The manual of tai64n. */
public final class Tai64nManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("tai64n", "puts a timestamp before each line")
                .section("DESCRIPTION", """
                        `tai64n` copies its standard input to its standard output, with a TAI64N label and a space
                        before each line. The label is the time at which the first byte of the line was handled.

                        A label is an `@` and 24 hexadecimal digits. The first 16 are the seconds, counted from 2^62 at
                        the beginning of 1970 TAI; the other 8 are the nanoseconds. The seconds are those of the
                        system's clock plus 10. Labels sort as text in the order of time and do not depend on a time
                        zone. tai64nlocal(8) converts them to local time.

                        `tai64n` writes everything that it has read before it waits for more. It copies an incomplete
                        last line without adding a newline.

                        It ignores all arguments.
                        """)
                .section("SIGNALS", "It catches none. PIPE ends it if nobody reads its output.")
                .section("FILES", "It opens none.")
                .exit("0", "The input has ended.")
                .exit("111", "It cannot read or write. It prints no message.")
                .section("EXAMPLES", """
                        Put timestamps before the output of a program:

                            my-daemon 2>&1 | tai64n >daemon.log

                        Measure the steps of a script:

                            sh -x ./build 2>&1 | tai64n | tai64nlocal
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("tai64n", "ignores all arguments")
                                + """
                                Labels have nanoseconds; those of 0.76 have microseconds, and lines that arrive together
                                have the same label.

                                If its input is non-blocking and empty, it waits; 0.76 exits 111.

                                The difference to TAI is always 10 seconds, as in 0.76 without a table of leap seconds.

                                """
                                + SharedSections.residentOnJava("tai64n"))
                .seeAlso("tai64nlocal(8)", "multilog(8)");
    }
}
