package io.daemontools.simulation.conformance;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The record of a scenario: one line per call, as {@code strace} prints it. What differs from one machine to the next is named in the
 * order of its first appearance: descriptors {@code d0, d1, …}, processes {@code p0, p1, …}. The directory of the programs is {@code
 * BIN}.
 */
final class Trace {
    /** The result of a call that failed. */
    static final int FAILED = -1;

    private static final int LONGEST_TEXT = 60;
    private static final int SHOWN_OF_LONG_TEXT = 16;

    private final Consumer<String> lines;
    private final String programs;
    private final List<Integer> descriptors = new ArrayList<>();
    private final List<Integer> processes = new ArrayList<>();

    /**
     * A record.
     *
     * @param programs the directory of the programs
     */
    Trace(Consumer<String> lines, String programs) {
        this.lines = lines;
        this.programs = programs;
    }

    /** Records a line that is not a call. */
    void note(String line) {
        lines.accept(line.replace(programs, "BIN"));
    }

    /** Records a call without a result. */
    void call(String call, Runnable body) {
        result(
                call,
                () -> {
                    body.run();
                    return "0";
                },
                null);
    }

    /** Records a call that returns a number, shown as such; {@link #FAILED} if it fails. */
    int number(String call, IntSupplier body) {
        int[] number = {FAILED};
        result(
                call,
                () -> {
                    number[0] = body.getAsInt();
                    return Integer.toString(number[0]);
                },
                null);
        return number[0];
    }

    /** Records a call that returns a descriptor; {@link #FAILED} if it fails. */
    int descriptor(String call, IntSupplier body) {
        int[] number = {FAILED};
        result(
                call,
                () -> {
                    number[0] = body.getAsInt();
                    return descriptor(number[0]);
                },
                null);
        return number[0];
    }

    /** Records a call that returns a process id; {@link #FAILED} if it fails. */
    int process(String call, IntSupplier body) {
        int[] number = {FAILED};
        result(
                call,
                () -> {
                    number[0] = body.getAsInt();
                    return process(number[0]);
                },
                null);
        return number[0];
    }

    /** Records a call whose result is shown as a text; {@code otherwise} if it fails. */
    String result(String call, Supplier<String> body, String otherwise) {
        String result;
        try {
            result = body.get();
        } catch (PosixException failure) {
            note(call + " = " + failure.errno());
            return otherwise;
        }
        note(call + " = " + result);
        return result;
    }

    /** The name of a descriptor; a negative one has none. */
    String descriptor(int number) {
        if (number >= Descriptors.FOR_OUTPUT) {
            return descriptor(number - Descriptors.FOR_OUTPUT) + " for output";
        }
        return number < 0 ? "none" : "d" + index(descriptors, number);
    }

    /** The names of descriptors, with commas. */
    String descriptors(int... numbers) {
        StringBuilder names = new StringBuilder();
        for (int number : numbers) {
            names.append(names.isEmpty() ? "" : ", ").append(descriptor(number));
        }
        return names.toString();
    }

    /** The name of a process; of a process group after a minus sign. */
    String process(int number) {
        if (number == 0) {
            return "none";
        }
        return number < 0 ? number == -1 ? "any" : "-" + process(-number) : "p" + index(processes, number);
    }

    /** Whether a process has a name. */
    boolean knowsProcess(int number) {
        return processes.contains(number);
    }

    private static int index(List<Integer> known, int number) {
        int index = known.indexOf(number);
        if (index < 0) {
            index = known.size();
            known.add(number);
        }
        return index;
    }

    /** Forgets a process that was waited for: its id may be used again. */
    void forget(int process) {
        int index = processes.indexOf(process);
        if (index >= 0) {
            processes.set(index, 0);
        }
    }

    /** A text in quotes. A long one is shortened: to one character and its number, or with its length and its hash code. */
    static String quoted(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return '"'
                    + text.replace("\\", "\\\\")
                            .replace("\n", "\\n")
                            .replace("\0", "\\0")
                            .replace("\"", "\\\"")
                    + '"';
        }
        String start = text.substring(0, 1);
        return text.equals(start.repeat(text.length()))
                ? quoted(start) + " * " + text.length()
                : quoted(text.substring(0, SHOWN_OF_LONG_TEXT)) + "... " + text.length() + " bytes, "
                        + Integer.toHexString(text.hashCode());
    }

    /** A mode or a mask in octal. */
    static String octal(int mode) {
        return mode == 0 ? "0" : "0%o".formatted(mode);
    }
}
