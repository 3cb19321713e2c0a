package io.daemontools.setlock;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of setlock. */
public final class SetlockManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("setlock", "runs a program while it holds a lock", Setlock.OPTSTRING)
                .option('n', "No delay: if the file is locked, give up at once.")
                .option('N', "Wait for the lock, which is the default.")
                .option('x', "If the lock cannot be had, exit 0 without a word.")
                .option('X', "If the lock cannot be had, complain and exit 111, which is the default.")
                .operand("file", OperandKind.FILE, "The file to lock; it is made if it is not there.")
                .program("The program to be run.")
                .section("DESCRIPTION", """
                        `setlock` opens <file> for appending, or for reading if it may not write to it, takes an exclusive lock
                        on it, and then becomes <program>. The lock belongs to the open descriptor, which <program> inherits: it
                        is held until <program>, and every process that has inherited the descriptor, has ended or closed it.

                        The lock is that of flock(2), where the system has it: it keeps away those who ask for the lock, and nobody
                        who just opens the file.
                        """)
                .section("OPTIONS", SharedSections.AFTER_OPTIONS)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", """
                        `<file>`
                            Made with mode 0600, less the umask, if it is not there; never written to, and never removed.
                        """)
                .exit("0", "With -x: the file cannot be opened or locked.")
                .exit("100", "An option is unknown, or there are fewer than two other words.")
                .exit("111", "The file cannot be opened or locked, or <program> cannot be run.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        A job of cron that should not overlap with itself:

                            setlock -nx /var/run/job.lock ./job

                        One after the other:

                            setlock build.lock make

                        Create locks in a directory that only trusted users can write to, not in `/tmp`: anyone can create the file,
                        or a link in its place, before `setlock` does.
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("setlock", "says how it is to be called, and exits 100")
                                + """
                                0.76 cannot lock a file that may only be read, nor, under Linux's `fs.protected_regular`, another user's
                                file in a directory such as `/tmp`.

                                The descriptor of the lock is the lowest that was free, and is not blocking.

                                """
                                + SharedSections.PROGRAM_ON_JAVA
                                + """
                                The number of the lock's descriptor
                                    It is not the lowest that was free, since a JVM has files of its own open when it takes the lock.
                                """)
                .seeAlso("supervise(8)", "softlimit(8)", "flock(2)");
    }
}
