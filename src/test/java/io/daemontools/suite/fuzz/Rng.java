package io.daemontools.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random choices that depend only on the number of a case. */
final class Rng {
    private final Random random;

    Rng(long number) {
        // Random's first choices for successive seeds are similar
        random = new Random(number * 0x9E3779B97F4A7C15L);
    }

    /** 0 to {@code bound} (exclusive). */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    long anyLong() {
        return random.nextLong();
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[below(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Up to {@code most} supplied values. */
    <T> List<T> some(int most, Supplier<T> supplier) {
        List<T> some = new ArrayList<>();
        for (int i = below(most + 1); i > 0; i--) {
            some.add(supplier.get());
        }
        return some;
    }

    /** {@code length} characters of an alphabet. */
    String text(int length, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }

    /** {@code length} arbitrary bytes. */
    String bytes(int length) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < length; i++) {
            bytes.append((char) below(256));
        }
        return bytes.toString();
    }

    Random random() {
        return random;
    }
}
