package io.daemontools.cli;

import io.daemontools.posix.Posix;

/**
 * Reads options as 0.76 does ({@code subgetopt.c}): letters in clusters, a value attached or in the next argument. An
 * argument that begins with {@code --}, a lone {@code -}, and the first argument without a dash end the options.
 *
 * <p>Of 0.76's commands, {@code --word} is ignored. A command that 0.76 does not have reports it as an error: see {@link #withoutWords}.
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
    private boolean refusesWords;
    private boolean ended;

    /** Parses {@code arguments}. A letter followed by a colon takes a value. */
    public Getopt(Arguments arguments, Posix posix, String optstring) {
        this.arguments = arguments;
        this.posix = posix;
        this.optstring = optstring;
    }

    /** Options of a command to which {@code --word} is an error. */
    public static Getopt withoutWords(Arguments arguments, Posix posix, String optstring) {
        Getopt options = new Getopt(arguments, posix, optstring);
        options.refusesWords = true;
        return options;
    }

    /**
     * Whether, after a message, one of the operands is {@code --word}: an option of many other commands. After {@code --} it is an operand.
     *
     * @param end the index after the last operand
     */
    public boolean hasWord(int end) {
        for (int i = index; i < end && !ended; i++) {
            if (isWord(i)) {
                complain("illegal option", arguments.name(i, posix));
                return true;
            }
        }
        return false;
    }

    private boolean isWord(int argument) {
        return arguments.charAt(argument, 0) == '-'
                && arguments.charAt(argument, 1) == '-'
                && arguments.charAt(argument, 2) != Arguments.END;
    }

    /** Returns the next option's letter, {@link #END} or {@link #ERROR}. */
    public char next() {
        value = null;
        if (position > 0 && at(position) == Arguments.END) {
            index++;
            position = 0;
        }
        if (position == 0 && refusesWords && index < arguments.size() && isWord(index)) {
            return complain("illegal option", arguments.name(index, posix));
        }
        if (position == 0 && !entersCluster()) {
            return END;
        }
        char letter = at(position++);
        int known = find(letter);
        if (known < 0) {
            return complain("illegal option", String.valueOf(letter));
        }
        if (known + 1 < optstring.length() && optstring.charAt(known + 1) == ':' && !takeValue()) {
            return complain("option requires an argument", String.valueOf(letter));
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
            ended = true;
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

    private char complain(String problem, String letter) {
        Diagnostics.print(posix, arguments.program() + ": " + problem + " -- " + letter);
        return ERROR;
    }
}
