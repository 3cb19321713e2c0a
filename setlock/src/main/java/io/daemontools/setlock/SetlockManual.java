package io.daemontools.setlock;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of setlock. */
public final class SetlockManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("setlock", "runs a program while holding a lock", Setlock.OPTSTRING)
                .option('n', "No delay: if the file is locked, fail at once.")
                .option('N', "Wait for the lock. This is the default.")
                .option('x', "If the file cannot be opened or locked, exit 0 and print nothing.")
                .option(
                        'X',
                        "If the file cannot be opened or locked, print an error and exit 111. This is the default.")
                .operand("file", OperandKind.FILE, "The file to lock; created if it does not exist.")
                .program("The program to run.")
                .section("DESCRIPTION", """
                        `setlock` opens <file> for appending, or for reading if it may not write to it, takes an
                        exclusive lock on it, and then executes <program>. The lock belongs to the open descriptor,
                        which <program> inherits. It is released when <program> and all processes that have inherited
                        the descriptor have exited or closed it.

                        The lock is that of flock(2) where the system has it. It is advisory: it excludes processes that
                        take the lock, not those that only open the file.
                        """)
                .section("OPTIONS", SharedSections.AFTER_OPTIONS)
                .section("ENVIRONMENT", SharedSections.SEARCH_PATH)
                .section("SIGNALS", SharedSections.SIGNALS_OF_PROGRAM)
                .section("FILES", """
                        `<file>`
                            Created with mode 0600, less the umask, if it does not exist; never written to and never
                            removed.
                        """)
                .exit("0", "With `-x`: the file cannot be opened or locked.")
                .exit("100", "An option is unknown, or there are fewer than two other arguments.")
                .exit("111", "The file cannot be opened or locked, or <program> cannot be executed.")
                .exit("other", SharedSections.EXIT_OF_PROGRAM)
                .section("EXAMPLES", """
                        A cron job that must not overlap with itself:

                            setlock -nx /var/run/job.lock ./job

                        Run one after the other:

                            setlock build.lock make

                        Put lock files in a directory that only trusted users can write to, not in `/tmp`. There anyone
                        can create the file, or a link in its place, before `setlock` does.
                        """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("setlock", "prints its usage and exits 100")
                                + """
                                0.76 cannot lock a file that it may only read. Under Linux's `fs.protected_regular`, it
                                cannot lock another user's file in a directory such as `/tmp`.

                                The descriptor of the lock is the lowest free one, and is non-blocking.

                                """
                                + SharedSections.PROGRAM_ON_JAVA
                                + """
                                Number of the lock's descriptor
                                    It is not the lowest free one, because a JVM has other files open.
                                """)
                .seeAlso("supervise(8)", "softlimit(8)", "flock(2)");
    }
}
