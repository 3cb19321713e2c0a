package io.daemontools.multilog;

import io.daemontools.cli.Decimal;

/** The numbers in a script. */
final class Numbers {
    private Numbers() {}

    /** The number at the start of a text as 0.76 reads it, at least {@code minimum}; if it is too large for a {@code long}, the largest. */
    static long atLeast(long minimum, String text) {
        long number = unsignedAtLeast(minimum, text);
        return number < 0 ? Long.MAX_VALUE : number;
    }

    /** The number at the start of a text as 0.76 reads it, at least {@code minimum}, and unsigned. */
    static long unsignedAtLeast(long minimum, String text) {
        long unsigned = Decimal.value(text);
        return Long.compareUnsigned(unsigned, minimum) < 0 ? minimum : unsigned;
    }

    /** The number of a text that is one, or else another value. Numbers that 0.76 does not know are no part of a longer word. */
    static long exact(String text, long otherwise) {
        boolean number = !text.isEmpty() && Decimal.digits(text) == text.length();
        return number ? atLeast(0, text) : otherwise;
    }
}
