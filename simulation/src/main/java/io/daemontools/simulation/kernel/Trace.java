package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import java.util.ArrayList;
import java.util.List;

/** The calls of a history: always their hash, and their lines if they are kept. */
public final class Trace {
    private static final long FACTOR = 0x100000001B3L;
    private static final int SECOND_WIDTH = 6;
    private static final int PID_WIDTH = 5;
    private static final int MICROSECOND = 1000;
    private static final long MICROSECONDS = 1_000_000;

    private final List<String> lines;
    private long hash = 0xCBF29CE484222325L;

    /** A trace without lines. */
    public Trace() {
        lines = null;
    }

    private Trace(List<String> lines) {
        this.lines = lines;
    }

    /** A trace that keeps its lines. */
    public static Trace keepingLines() {
        return new Trace(new ArrayList<>());
    }

    /** A number that is the same for the same history: FNV-1a over process ids, calls and results. */
    public long hash() {
        return hash;
    }

    /** The lines, one a call, as {@code strace -f -r} prints them. */
    public List<String> lines() {
        return lines == null ? List.of() : lines;
    }

    private void add(long number) {
        hash = (hash ^ number) * FACTOR;
    }

    void returned(Kernel kernel, SimulatedProcess process, Call call, Object[] arguments, Object result) {
        add(process.pid());
        add(call.ordinal());
        add(result instanceof Number number ? number.longValue() : Boolean.TRUE.equals(result) ? 1 : 0);
        if (lines != null) {
            line(kernel, process, text(call, arguments) + (result == null ? " = 0" : " = " + result));
        }
    }

    void failed(Kernel kernel, SimulatedProcess process, Call call, Object[] arguments, Errno errno) {
        add(process.pid());
        add(call.ordinal());
        add(-1 - errno.ordinal());
        if (lines != null) {
            line(kernel, process, text(call, arguments) + " = -1 " + errno);
        }
    }

    void struck(Kernel kernel, SimulatedProcess process, Fault fault) {
        add(fault.kind().ordinal());
        if (lines != null) {
            line(kernel, process, "*** " + fault.kind() + (fault.errno() == null ? "" : " " + fault.errno()));
        }
    }

    private static String text(Call call, Object[] arguments) {
        StringBuilder text = new StringBuilder(call.text()).append('(');
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            text.append(i == 0 ? "" : ", ");
            text.append(argument instanceof CharSequence ? "\"" + argument + '"' : String.valueOf(argument));
        }
        return text.append(')').toString();
    }

    private void line(Kernel kernel, SimulatedProcess process, String text) {
        long microseconds = kernel.timeline().passed() / MICROSECOND;
        String fraction =
                Long.toString(MICROSECONDS + microseconds % MICROSECONDS).substring(1);
        String seconds = Long.toString(microseconds / MICROSECONDS);
        String pid = Integer.toString(process.pid());
        lines.add(" ".repeat(Math.max(0, SECOND_WIDTH - seconds.length()))
                + seconds
                + '.'
                + fraction
                + " ".repeat(Math.max(1, PID_WIDTH - pid.length()))
                + pid
                + ' '
                + text);
    }
}
