package io.daemontools.cli;

/** Reads numbers as 0.76 does ({@code scan_ulong.c}): leading decimal digits, modulo 2^64. */
public final class Decimal {
    private Decimal() {}

    /** The number of leading digits of {@code text}. */
    public static int digits(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    /** The unsigned number at the start of {@code text}; 0 without a digit. */
    public static long value(String text) {
        long value = 0;
        int digits = digits(text);
        for (int i = 0; i < digits; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }
}
