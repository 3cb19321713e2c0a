package io.daemontools.readproctitle;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of readproctitle. */
public final class ReadproctitleManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("readproctitle", "shows the last of its input to ps")
                .any("label", OperandKind.TEXT, "Shown in front of the rest.")
                .operand(
                        "dots",
                        OperandKind.TEXT,
                        "What the input takes the place of; at least five bytes, usually dots.")
                .section("DESCRIPTION", """
                        `readproctitle` reads its standard input to the end, and keeps the last of it in its own last argument, in
                        the place of <dots>, where ps(1) and the like show it. So there is always a place for messages that
                        must not fill a disk, and that somebody may want to see when no log could be written.

                        The argument is filled with dots at first. Its first three bytes stay dots; the rest moves to the left as
                        input comes in on the right. Newlines are kept, and ps shows them as it likes. NULs are left out.

                        In the usual place its input comes from svscan(8); see svscanboot(8).
                        """)
                .section("SIGNALS", "`readproctitle` catches and sends none.")
                .section("FILES", "It opens none. Its argument is in `/proc/<pid>/cmdline` on Linux.")
                .exit("0", "The input has ended.")
                .exit("100", "There is no argument, or the last one is shorter than five bytes. Nothing is printed.")
                .exit("111", "The input cannot be read. Nothing is printed.")
                .section("EXAMPLES", """
                        The last of what a program says, on show for as long as it runs:

                            my-daemon 2>&1 | readproctitle my-daemon: ..............

                        With 76 dots for as many bytes, in a shell:

                            dots=$(printf '%076d' 0 | tr 0 .)
                            my-daemon 2>&1 | readproctitle my-daemon: "$dots"
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("readproctitle", "takes that for <dots>")
                                + """
                                Where its input is non-blocking and empty it waits; 0.76 ends with 111.

                                Run on Java, nothing shows except on Linux: only there is known where the arguments of a JVM are in
                                memory.

                                """
                                + SharedSections.residentOnJava("readproctitle"))
                .seeAlso("svscanboot(8)", "svscan(8)", "ps(1)");
    }
}
