package io.daemontools.readproctitle;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of readproctitle. */
public final class ReadproctitleManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("readproctitle", "shows recent input in ps output")
                .any("label", OperandKind.TEXT, "Text shown before <dots>.")
                .operand(
                        "dots",
                        OperandKind.TEXT,
                        "The text that the input replaces; at least five bytes, usually dots.")
                .section("DESCRIPTION", """
                        `readproctitle` reads its standard input to the end, and shows the last bytes of it in its own
                        last argument, in place of <dots>, where ps(1) prints them. Use it for messages that must not
                        fill a disk, such as errors of the logging system.

                        Initially the argument consists of dots. Its first three bytes stay dots; input enters from the
                        right and moves the rest to the left. Newlines are kept; ps(1) decides how to print them. NULs
                        are skipped.

                        Usually its input comes from svscan(8); see svscanboot(8).
                        """)
                .section("SIGNALS", "`readproctitle` catches and sends none.")
                .section("FILES", "It opens none. Its argument is in `/proc/<pid>/cmdline` on Linux.")
                .exit("0", "The input has ended.")
                .exit("100", "There is no argument, or the last one is shorter than five bytes. Nothing is printed.")
                .exit("111", "The input cannot be read. Nothing is printed.")
                .section("EXAMPLES", """
                        Show the recent output of a program while it runs:

                            my-daemon 2>&1 | readproctitle my-daemon: ..............

                        The same with 76 dots:

                            dots=$(printf '%076d' 0 | tr 0 .)
                            my-daemon 2>&1 | readproctitle my-daemon: "$dots"
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("readproctitle", "takes it for <dots>")
                                + """
                                If its input is non-blocking and empty, it waits; 0.76 exits 111.

                                On a JVM, it shows its input only on Linux, where the address of the JVM's arguments is
                                known.

                                """
                                + SharedSections.residentOnJava("readproctitle"))
                .seeAlso("svscanboot(8)", "svscan(8)", "ps(1)");
    }
}
