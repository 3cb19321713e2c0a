package io.daemontools.multilog;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of multilog. */
public final class MultilogManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("multilog", "writes lines to log files of limited size")
                .any("action", OperandKind.ACTION, "An action for each line; see the manual.")
                .section("DESCRIPTION", """
            `multilog` reads lines from its standard input, and carries out its arguments, the actions, in order for
            each line. It is the usual program of a logger; see svscan(8).

            The first character of an argument selects the action. An argument with another first character is ignored.

            `t`
                Put a TAI64N label and a space before each line, as tai64n(8) does. This must be the first action. Later
                actions see the line with its label.
            `-<pattern>`
                Deselect the line if it matches. Initially, each line is selected.
            `+<pattern>`
                Select the line if it matches.
            `e`
                If the line is selected, print it to standard error: its first 200 bytes, and `...` if there are more.
            `=<file>`
                If the line is selected, replace the contents of <file> by its first 1000 bytes, padded with newlines to
                1001. The file is overwritten in place.
            `<dir>`
                If the line is selected, append it to the log directory <dir>. The name must begin with a dot or a
                slash.
            `s<size>`
                Limit the files of subsequent log directories to <size> bytes, at least 4096. The default is 99999.
            `n<number>`
                Keep fewer than <number> finished files in subsequent log directories. <number> is at least 2; the
                default is 10.
            `!<processor>`
                Process each finished file of subsequent log directories with `/bin/sh -c <processor>`.

            0.76 ignores the following actions. All but `p` must have exactly this form: `D` is an action, `Debug` is not.
            <seconds>, <bytes> and <number> are decimal numbers.

            `S<bytes>`
                Remove the oldest finished files of subsequent log directories until all have at most <bytes> bytes
                together. 0 is no limit.
            `A<seconds>`
                Remove finished files of subsequent log directories whose labels are older than <seconds>. A file may
                stay a tenth of that time longer, but at most an hour. 0 is no limit.
            `R<seconds>`
                Rotate `current` of subsequent log directories <seconds> after its first line. The time begins again when
                `multilog` starts. 0 is never.
            `N<number>`
                If the disk is full, remove the oldest finished files of subsequent log directories, as long as there
                are more than <number>.
            `D`
                If the disk is still full, drop lines for subsequent log directories. When there is room again, log a
                line with their number. Until then, rotate nothing. Without `D`, or in a rotation that has begun, the
                writers to standard input have to wait.
            `F<seconds>`
                Make `current` of subsequent log directories durable <seconds> after a line, by fsync(2). With 0, make
                everything durable before reading more.
            `1`
                If the line is selected, copy it to standard output. If standard output is full, wait, after TERM for a
                second at most. After that, or after an error, copy nothing more. Print a warning, unless the reader
                has gone.
            `p<prefix>`
                Print <prefix> before each line of subsequent `1` actions.
            `j`
                Print lines of subsequent `1` actions as JSON objects, as svlogs(8) does with `-j`. Their `service` is <prefix>.

            In a pattern, `*` matches any text that does not contain the next character of the pattern; at the end of
            the pattern, it matches any text. Every other character matches itself. The pattern must match the whole
            line; only the first 1000 bytes of a line are compared. `-*` deselects every line. Quote patterns in a
            shell.

            `multilog` writes all lines that it has read before it waits for more.

            It appends lines to the file `current` in the log directory. When `current` has <size> bytes, or when a line
            ends in the last 2000 of them, `multilog` rotates it: it syncs the file to disk and renames it to a finished
            file. Once a file is finished, neither its lines nor its name are lost in a power failure. A power failure may
            take the last lines of `current`. A line is split only if it does not fit. `multilog` then removes the oldest finished files until there
            are fewer than <number>. A log takes at most <number> times <size> bytes, and another <size> during a
            rotation.

            The processor reads the file on standard input, and writes the replacement to standard output. It can write
            state for its next run to descriptor 5, and read that of the last run from descriptor 4. If it does not exit
            0, `multilog` runs it again after five seconds. Meanwhile `multilog` logs nothing. TERM ends this, and the file is
            finished without the processor at the next start.

            If an operation on a log fails once `multilog` runs, for example because the disk is full, it prints a
            warning, waits five seconds, and retries until it succeeds. No line is lost; the writers to its standard
            input have to wait. TERM ends this, too: `multilog` tries once more, and exits 111. Only what it could not
            write is lost; it prints how many bytes that were.

            On a file system without hard links, `multilog` renames finished files instead.

            If another program removes `current` or the log directory, `multilog` makes it again when it next rotates.
            The lines in removed files are lost.
            """)
                .section("OPTIONS", "There are no other options: an argument that begins with a dash is an action.")
                .section("SIGNALS", """
            `TERM`
                `multilog` reads to the end of the current line, and then exits as at the end of the input. It leaves
                everything after that line in standard input. It ends also if it is retrying an operation.
            `ALRM`
                `multilog` rotates the `current` of each log directory, unless it is empty.
            `PIPE`
                Ignored. If nobody reads standard error, `multilog` drops the lines for it, and still logs them.
            """)
                .section("FILES", """
            `<dir>/current`
                The newest lines. Its mode is 0644 while `multilog` runs, and 0744 after it has exited normally.
            `<dir>/@<label>.s`
                A finished file, complete and synced to disk. The label is the time of the rotation.
            `<dir>/@<label>.u`
                The `current` of a `multilog` that did not exit normally, for example because of a power failure. It may
                be truncated, and no processor has seen it.
            `<dir>/lock`
                Locked, so that no two processes write to a log.
            `<dir>/state`
                The state of the processor. `previous`, `processed` and `newstate` exist during a rotation.

            `multilog` sets its umask to 022. It creates a log directory with mode 0700.
            """)
                .exit("0", "The input has ended, or TERM arrived; everything that was read is synced to disk.")
                .exit(
                        "111",
                        "TERM has ended the retries of a failed operation, or it cannot start: it is out of memory, cannot create or open a file or directory, or another multilog "
                                + "writes to a log. If it cannot start, it has read no input.")
                .section("EXAMPLES", """
            The logger of a service:

                #!/bin/sh
                exec multilog t ./main

            Read this log in local time:

                tai64nlocal <main/current

            Keep at most twenty files of a megabyte, and write lines that begin with `error:` to another log, too:

                multilog t s1000000 n20 ./main '-*' '+* error: *' ./errors

            Keep the last line that begins with STAT in a file:

                multilog '-*' '+STAT*' =status

            Compress finished files:

                multilog t '!gzip' ./main

            Keep 50 MB and a week at most, and rotate at least once a day:

                multilog t s1000000 n10000 S50000000 A604800 R86400 ./main

            Log to a directory, and as JSON to the standard output of a container:

                multilog t pweb j 1 ./main

            Drop lines while the disk is full, but keep the last three files:

                multilog t N3 D ./main

            Rotate now:

                svc -a /service/foo/log
            """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("multilog", "takes it for a pattern and logs nothing")
                                + """
                                This version and 0.76 can take over each other's log directories.

                                Labels have nanoseconds; those of 0.76 have microseconds, and lines that arrive together
                                have the same label. After the clock is set back, this version still names a finished
                                file later than all before it. In 0.76 that file counts as the oldest, and is soon
                                removed.

                                0.76 takes a <size> above 16777215 for 16777215. TERM does not end its retries. It logs
                                nothing more once a rotation has failed because a file was removed, or because there
                                are no hard links.

                                0.76 ignores the actions `S`, `A`, `R`, `N`, `D`, `F`, `1`, `p` and `j`. It does not sync
                                the names of its files.

                                On a JVM, the processor starts with ILL, BUS, FPE and SEGV at their default action even
                                if they were ignored, because HotSpot uses these signals.

                                """
                                + SharedSections.residentOnJava("multilog"))
                .seeAlso("tai64n(8)", "tai64nlocal(8)", "svlogs(8)", "supervise(8)", "svscan(8)", "setuidgid(8)");
    }
}
