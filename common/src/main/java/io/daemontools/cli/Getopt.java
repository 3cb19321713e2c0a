package io.daemontools.cli;

import io.daemontools.posix.Posix;

/**
 * Reads options as 0.76 does ({@code subgetopt.c}): letters in clusters, a value attached or in the next argument. An
 * argument that begins with {@code --}, a lone {@code -}, and the first argument without a dash end the options.
 */
public final class Getopt {
    /** Returned by {@link #next} at the end of the options. */
    public static final char END = 0;

    /** Returned by {@link #next}, after a message, for an unknown letter or a missing value. */
    public static final char ERROR = '?';

    private final Arguments arguments;
    private final Posix posix;
    private final String optstring;
    private int index;
    private int position;
    private String value;

    /** Parses {@code arguments}. A letter followed by a colon takes a value. */
    public Getopt(Arguments arguments, Posix posix, String optstring) {
        this.arguments = arguments;
        this.posix = posix;
        this.optstring = optstring;
    }

    /** Returns the next option's letter, {@link #END} or {@link #ERROR}. */
    public char next() {
        value = null;
        if (position > 0 && at(position) == Arguments.END) {
            index++;
            position = 0;
        }
        if (position == 0 && !entersCluster()) {
            return END;
        }
        char letter = at(position++);
        int known = find(letter);
        if (known < 0) {
            return complain("illegal option", letter);
        }
        if (known + 1 < optstring.length() && optstring.charAt(known + 1) == ':' && !takeValue()) {
            return complain("option requires an argument", letter);
        }
        return letter;
    }

    /** The value of the option that {@link #next} returned last, or null. */
    public String value() {
        return value;
    }

    /** The index of the first argument that is not an option. */
    public int index() {
        return index;
    }

    private char at(int wanted) {
        return arguments.charAt(index, wanted);
    }

    private boolean entersCluster() {
        if (index >= arguments.size() || at(0) != '-' || at(1) == Arguments.END) {
            return false;
        }
        if (at(1) == '-') {
            index++;
            return false;
        }
        position = 1;
        return true;
    }

    private int find(char letter) {
        for (int i = 0; i < optstring.length(); i++) {
            if (optstring.charAt(i) == letter && letter != ':') {
                return i;
            }
        }
        return -1;
    }

    private boolean takeValue() {
        int start = position;
        position = 0;
        if (at(start) == Arguments.END) {
            index++;
            start = 0;
        }
        if (index >= arguments.size()) {
            return false;
        }
        value = arguments.get(index).substring(start);
        index++;
        return true;
    }

    private char complain(String problem, char letter) {
        Diagnostics.print(posix, arguments.program() + ": " + problem + " -- " + letter);
        return ERROR;
    }
}
