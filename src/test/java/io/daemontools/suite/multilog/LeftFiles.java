package io.daemontools.suite.multilog;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates files that an earlier multilog may have left in a directory, after a normal exit or an outage. */
final class LeftFiles {

    private static final List<String> CLEAN_OR_NOT = List.of("rwxr--r--", "rw-r--r--", "rw-------");
    private static final String LONG_AGO = "@40000000386d439400000%03d.%s";

    private final Random random;
    private final int size;

    /** Files of about {@code size} bytes. */
    LeftFiles(Random random, int size) {
        this.random = random;
        this.size = size;
    }

    /** A choice of files in a directory. */
    List<LeftFile> in(String directory) {
        List<LeftFile> files = new ArrayList<>();
        for (int i = random.nextInt(13); i > 0; i--) {
            files.add(file(directory, LONG_AGO.formatted(i, random.nextBoolean() ? "s" : "u"), "rwxr--r--"));
        }
        for (String other : List.of("@short", "@4000000038", "zzz", "@40000000386d439400000500x.not.ours")) {
            if (random.nextInt(6) == 0) {
                files.add(file(directory, other, "rw-r--r--"));
            }
        }
        for (String name : List.of("processed", "newstate")) {
            if (random.nextInt(3) == 0) {
                files.add(file(directory, name, mode()));
            }
        }
        // A processor without a state to read never succeeds.
        files.add(file(directory, "state", "rw-r--r--"));
        if (random.nextInt(4) != 0) {
            files.add(file(directory, "current", mode()));
        }
        if (random.nextInt(3) == 0) {
            LeftFile previous = file(directory, "previous", mode());
            String link = random.nextBoolean() ? null : directory + "/" + LONG_AGO.formatted(600, "s");
            files.add(new LeftFile(previous.name(), previous.mode(), previous.content(), link));
        }
        return files;
    }

    private LeftFile file(String directory, String name, String mode) {
        int length = random.nextInt(random.nextInt(4) == 0 ? 2 * size : size);
        String content = "left behind\n".repeat(length / 12 + 1).substring(0, length);
        return new LeftFile(directory + "/" + name, mode, content, null);
    }

    private String mode() {
        return CLEAN_OR_NOT.get(random.nextInt(CLEAN_OR_NOT.size()));
    }
}
