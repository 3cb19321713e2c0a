package io.daemontools.suite.age;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process has taken of the system so far, from Linux's /proc. */
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

    /** How many descriptors it has: the least of some looks, since a status being written has one of its own. */
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
