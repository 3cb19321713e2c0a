package io.daemontools.suite;

import java.util.Random;
import java.util.stream.Collectors;

/** Random text for tests that compare. */
final class RandomText {
    private RandomText() {}

    /** A number of characters of an alphabet. */
    static String of(Random random, int length, String alphabet) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(alphabet::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
