package io.daemontools.suite.age;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The resources that a process has used so far, from Linux's /proc. */
final class Usage {

    private static final int LOOKS = 100;

    private Usage() {}

    /** Kilobytes of memory that it has written to and that are no file's. */
    static long anonymousMemory(long pid) throws IOException {
        return number(pid, "smaps_rollup", "Anonymous:\\s+([0-9]+) kB");
    }

    /** How often it has slept. */
    static long sleeps(long pid) throws IOException {
        return number(pid, "status", "\nvoluntary_ctxt_switches:\\s+([0-9]+)");
    }

    /** The number of descriptors: the minimum of several samples, since the file of a status being written is open. */
    static long descriptors(long pid) throws IOException {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < LOOKS; look++) {
            try (Stream<Path> entries = Files.list(Path.of("/proc/" + pid + "/fd"))) {
                least = Math.min(least, entries.count());
            }
        }
        return least;
    }

    private static long number(long pid, String file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of("/proc/" + pid + "/" + file)));
        assertThat(matcher.find()).as(file + " of " + pid).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
