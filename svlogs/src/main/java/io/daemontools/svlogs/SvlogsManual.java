package io.daemontools.svlogs;

import io.daemontools.manual.Manual;
import io.daemontools.manual.ManualSource;
import io.daemontools.manual.OperandKind;
import io.daemontools.manual.SharedSections;

/** The manual of svlogs. */
public final class SvlogsManual implements ManualSource {
    @Override
    public Manual manual() {
        return Manual.of("svlogs", "shows the logs of services as one", Svlogs.OPTSTRING)
                .option('f', "Follow the logs: wait for more lines, over rotations, until a signal ends `svlogs`.")
                .option('n', "lines", "Begin with the last <lines> lines of all logs together.")
                .option(
                        's',
                        "since",
                        "Begin with the first line of that time or later: `10min`, `14:05`, `2026-11-26`.")
                .option('u', "until", "End with the last line of that time or earlier.")
                .option(
                        'g',
                        "pattern",
                        "Show the lines only whose text contains <pattern>. A `*` in it stands for any bytes.")
                .option('j', "JSON: print each line as a JSON object.")
                .option('p', "Prefix each text with the name of the service and a colon.")
                .option('c', "cursor", "Continue at the positions in the file <cursor>, and keep them up to date.")
                .any(
                        "dir",
                        OperandKind.SERVICE,
                        "A service, a log, or a directory of services; `-` for standard input.")
                .section("DESCRIPTION", """
                        `svlogs` reads the logs of services, and prints their lines in the order of time. It reads the
                        log directories of multilog(8), of this version and of 0.76, and those of runit's svlogd: the
                        finished files and `current`. Lines with the same time are printed in the order of the
                        arguments.

                        Each <dir> is a service directory, the directory of a logger, a log directory, or a directory of
                        services, of which all logs are shown. The logs of a service are in `log/main` or in other
                        directories in `log`, or in directories that `log/run` names by paths that begin with a slash or a dot.

                        Without <dir>, the directory of services is the value of `SERVICES`, or the
                        first of `/service`, `/etc/service` and `/var/service` that exists. <dir> can also be `-`, a FIFO
                        or a file, with lines that begin with TAI64N labels, or with lines in JSON that `svlogs -j` or
                        multilog have written: so the logs of several machines are merged.

                        In place of its TAI64N label, a line has its local time, as tai64nlocal(8) prints it. A line
                        without a label is printed without a time, after the line before it in its file. The
                        first lines of a log without labels come with the first line that has one.

                        On a terminal, control characters and bytes that are not UTF-8 are shown as `\\x` and two
                        hexadecimal digits. Elsewhere, a text is printed unchanged. A name is always shown that way.

                        With `-j`, the members of an object are `time`, by RFC 3339 in UTC; `tai64n`, the label;
                        `service`, the name; and `text`. A line without a label has no `time` and no `tai64n`. A byte
                        that is not UTF-8 is escaped as `\\udc80` to `\\udcff`, as Python decodes file names. The
                        action `j` of multilog(8) prints the same objects.

                        A name is that of the service directory. A log directory outside of one has its own name.

                        Finished files that a processor of multilog has compressed are decompressed by gzip(1),
                        bzip2(1), xz(1) or zstd(1). Such a file begins with the header of its format, and does not end
                        as text.

                        A log directory may be a symbolic link, but links in it are not followed: a warning names them.
                        Only regular files are read.

                        multilog divides a line that is too long for a file. `svlogs` prints its parts as lines, of
                        which only the first has a label. The first label of a log is taken for the rest of such a line
                        if the next one is earlier.

                        A line may have any length. A <pattern> is looked for in its first megabyte. With `-n` and
                        `-g`, `-s`, `-u` or a stream, the last lines are kept in memory, and each megabyte of a line
                        counts as a line. A longer line in JSON is printed as text. With `-f` or `-c`, a line that is not
                        complete in `current` is not one of the last lines.

                        With `-f`, each line is printed once, also if its file is rotated or removed after it was
                        opened. If there are several logs, a line is printed a second after it was written, so that
                        those before it have arrived. Services and logs that are added are found within five
                        seconds.

                        <since> and <until> are one of:

                        `10min`, `2h`, `3 days ago`
                            So long ago. The units are `s`, `sec`, `m`, `min`, `h`, `d`, `w`, and their English words.
                        `14:05`, `14:05:30`
                            That time of today. If it is still to come, <since> is that of yesterday, and so is <until> if
                            <since> is of yesterday, and not after it.
                        `2026-11-26`, `2026-11-26 14:05`, `2026-11-26T14:05:30.5Z`
                            The beginning of a day, or a time. It is local time, unless it ends in `Z` or in an offset
                            from UTC such as `+01:00`.
                        `now`, `today`, `yesterday`
                            This moment, and the beginning of these days.
                        `@400000006748d2a51dcd6500`
                            A TAI64N label.

                        The logs begin at <since> by the names of files, and by bisecting the first of them: nothing
                        before is read, unless a file is compressed. This needs labels that do not decrease. Each log
                        ends at its first line after <until>.

                        The file <cursor> contains, for each log directory, up to where its lines were written to
                        standard output. `svlogs` replaces it within a second after it has printed lines, and at its
                        end, and the new one is durable. A log that is not in it is printed from the beginning, or as `-n` and `-s` ask.
                        Positions in logs that are not read are kept. While `svlogs` runs, it locks `<cursor>.lock`:
                        another one with the same <cursor> waits for a second, and exits 111.

                        If `svlogs` is killed, the next one repeats lines that were written after the last <cursor>;
                        it leaves none out. If the file of a position is gone, the log is printed from the last line
                        before the position in what a processor has made of the file; and otherwise from the next
                        file. If standard output is a file, it is durable first, and an incomplete line at
                        its end is completed by a newline. Lines in a pipe count as written: if its reader is killed,
                        they are lost. A line that is not complete in `current` is left for the next time. So is the rest
                        of a log from a finished file on that cannot be read, or whose program cannot be run; with `-f`,
                        it is tried again until the file is removed. A file that is damaged is reported, and not
                        repeated. Positions in streams are not kept.
                        """)
                .section("OPTIONS", SharedSections.AFTER_OPTIONS_OF_NEW)
                .section("ENVIRONMENT", """
                        `SERVICES`
                            The directory of services if there is no <dir>.
                        `TZ`
                            The time zone.
                        """)
                .section("SIGNALS", """
                        It catches none. PIPE ends it if nobody reads its output. With `-c`, XFSZ is ignored once a cursor is
                        written, but not by programs that `svlogs` starts: beyond a limit on file sizes, a write fails.
                        """)
                .section("FILES", """
                        `<dir>/log/main/@*`, `<dir>/log/main/previous`, `<dir>/log/main/current`
                            The files of a log, from the oldest.
                        `<cursor>.lock`
                            An empty file.
                        """)
                .exit("0", "All was printed.")
                .exit("1", "There is no line with <pattern>.")
                .exit("100", "Wrong usage.")
                .exit(
                        "111",
                        "An error: there is no log, something could not be read or written, or <cursor> is in use or no cursor.")
                .section("EXAMPLES", """
                        Follow the logs of all services, after the last ten lines:

                            svlogs -f -p -n 10

                        Show what a service has logged in the last hour:

                            svlogs -s 1h /service/web

                        Send lines to a program, and go on where it stopped:

                            svlogs -f -j -c /var/lib/ship/cursor | ship

                        Follow the logs of two machines:

                            mkfifo a b
                            ssh a svlogs -f -j >a & ssh b svlogs -f -j >b &
                            svlogs -f -p a b
                        """)
                .section("COMPATIBILITY", "0.76 has no such command.")
                .seeAlso("multilog(8)", "tai64nlocal(8)", "svls(8)", "svscan(8)");
    }
}
