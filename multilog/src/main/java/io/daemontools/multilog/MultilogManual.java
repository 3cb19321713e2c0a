package io.daemontools.multilog;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** What is to be said of multilog. */
public final class MultilogManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("multilog", "keeps logs of bounded size")
                .any("action", OperandKind.ACTION, "What to do with each line: see the manual.")
                .section("DESCRIPTION", """
            `multilog` reads lines from its standard input and does with each what its arguments, the actions, say, in their
            order. It is the usual program of a logger: see svscan(8).

            An action is told by its first character. Other words are ignored.

            `t`
                As the very first action: puts a TAI64N label and a space in front of each line, as tai64n(8) does. What
                follows sees the line with its label.
            `-<pattern>`
                Deselects the line if it matches. Each line is selected at first.
            `+<pattern>`
                Selects the line if it matches.
            `e`
                Prints the line to standard error if it is selected: its first 200 bytes, and `...` if there are more.
            `=<file>`
                Replaces the contents of <file> by the line if it is selected: its first 1000 bytes, and newlines to make it
                1001. The file is overwritten in place.
            `<dir>`
                Appends the line, if it is selected, to the log directory <dir>, whose name has to begin with a dot or a
                slash.
            `s<size>`
                The logs that follow have files of at most <size> bytes, from 4096 to 16777215; 99999 if not given.
            `n<number>`
                The logs that follow have fewer than <number> finished files, which is 2 or more; 10 if not given.
            `!<processor>`
                The finished files of the logs that follow are what `/bin/sh -c <processor>` makes of them.

            Patterns: a `*` matches any text that does not contain the character after the `*` in the pattern, or, at the end of the
            pattern, any text at all. Every other character matches itself. The pattern has to match the whole line, of
            which the first 1000 bytes are looked at. `-*` deselects every line. In a shell, patterns need quotes.

            Before `multilog` waits for more, all lines it has read are in the files.

            A log directory has a file `current` that lines are appended to. When `current` has <size> bytes, or when a line ends in
            the last 2000 of them, it is written safely to disk and becomes a finished file; lines are cut only if they do not
            fit. Then the oldest finished files are removed, until there are fewer than <number>. So a log takes at most
            <number> times <size> bytes, and <size> more while a file is being finished.

            The processor reads the file on standard input and writes what is to be kept to standard output. It may leave notes for
            its next run on descriptor 5, which it finds on descriptor 4 then. It is run again, every five seconds, until it exits 0.
            Meanwhile nothing is logged.

            If `multilog` has trouble with a log once it runs, such as a full disk, it says so, pauses for five seconds, and tries
            again, for ever. No line is lost: its input has to wait.
            """)
                .section("OPTIONS", "`multilog` has no others: a word that begins with a dash is an action.")
                .section("SIGNALS", """
            `TERM`
                `multilog` reads on to the end of the line that it is in, and then ends as at the end of the input. Nothing of what
                comes after that line is taken from standard input.
            `ALRM`
                The `current` of each log that is not empty becomes a finished file at once.
            `PIPE`
                Is ignored: if nobody reads standard error, lines for it are skipped, and logged all the same.
            """)
                .section("FILES", """
            `<dir>/current`
                The newest lines. Its mode is 0644 while it is written to, and 0744 once `multilog` has ended as it should.
            `<dir>/@<label>.s`
                A finished file, complete and safely on disk; the label is the time at which it was finished.
            `<dir>/@<label>.u`
                What was being written when there was an outage. It may be cut off, and no processor has seen it.
            `<dir>/lock`
                Locked, so that no two processes write to a log.
            `<dir>/state`
                The processor's notes. `previous`, `processed` and `newstate` are there while a file is being finished.

            `multilog` sets its umask to 022. A log directory is made with mode 0700.
            """)
                .exit("0", "The input has ended, or TERM came; all that was read is safely on disk.")
                .exit(
                        "111",
                        "It could not start: out of memory, a file or directory that cannot be made or opened, or a log that "
                                + "another multilog is writing. Nothing of the input has been read then.")
                .section("EXAMPLES", """
            The logger of a service:

                #!/bin/sh
                exec multilog t ./main

            To be read by tai64nlocal(8):

                tai64nlocal <main/current

            Files of a megabyte, twenty at the most, and lines that begin with `error:` in a log of their own besides:

                multilog t s1000000 n20 ./main '-*' '+* error: *' ./errors

            The last line that begins with STAT, in a file:

                multilog '-*' '+STAT*' =status

            Finished files compressed:

                multilog t '!gzip' ./main

            Begin a new file now:

                svc -a /service/foo/log
            """)
                .section(
                        "COMPATIBILITY",
                        SharedSections.compatible("multilog", "takes that for a pattern, and copies nothing")
                                + """
                                Log directories are those of 0.76, in either direction: either takes over what the other has left.

                                Labels have nanoseconds; those of 0.76 have microseconds, and lines that come together have the same.
                                If the clock was set back, a finished file is named later than all before it all the same; 0.76 takes
                                it for the oldest and soon removes it.

                                Run on Java, the processor starts with ILL, BUS, FPE and SEGV at their default action even if they were
                                ignored, because HotSpot needs them for itself.

                                """
                                + SharedSections.residentOnJava("multilog"))
                .seeAlso("tai64n(8)", "tai64nlocal(8)", "supervise(8)", "svscan(8)", "setuidgid(8)");
    }
}
