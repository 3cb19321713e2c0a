package io.daemontools.cli;

import io.daemontools.posix.Posix;

/**
 * Reads options as 0.76 does ({@code subgetopt.c}): letters in clusters, a value attached or in the next word, ended by
 * a word that begins with {@code --}, by a lone {@code -} and by the first word that is no option.
 */
public final class Getopt {
    /** What {@link #next} answers when there are no more options. */
    public static final char END = 0;

    /** What {@link #next} answers, after a message, to an unknown letter or a missing value. */
    public static final char ERROR = '?';

    private final Arguments arguments;
    private final Posix posix;
    private final String optstring;
    private int index;
    private int position;
    private String value;

    /** Reads {@code arguments} for the given letters; one followed by a colon takes a value. */
    public Getopt(Arguments arguments, Posix posix, String optstring) {
        this.arguments = arguments;
        this.posix = posix;
        this.optstring = optstring;
    }

    /** The next option's letter, {@link #END} or {@link #ERROR}. */
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

    /** The value of the option that {@link #next} answered last, or null. */
    public String value() {
        return value;
    }

    /** The index of the first word that is not an option. */
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
