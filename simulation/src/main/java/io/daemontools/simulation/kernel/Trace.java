package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Signal;
import java.util.ArrayList;
import java.util.List;

/** The calls of a history: always their hash, and their lines if they are kept. */
public final class Trace {
    private static final long FACTOR = 0x100000001B3L;
    private static final int SECOND_WIDTH = 6;
    private static final int PROCESS_WIDTH = 16;
    private static final int PID_WIDTH = 5;
    private static final int MICROSECOND = 1000;
    private static final long MICROSECONDS = 1_000_000;

    /** Set apart from the ordinals of calls. */
    private static final int ENDED = 1000;

    private final List<String> lines;
    private long hash = 0xCBF29CE484222325L;
    private boolean injected;

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

    /**
     * The lines: one a call, when it returns, as {@code strace -f -r --decode-pids=comm} prints them, with the seconds since the
     * beginning.
     */
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
            // What fills in nothing but its arguments succeeds with 0.
            Object known = result == null ? (Object) 0 : result;
            line(kernel, process, text(kernel, call, arguments, known) + " = " + Strace.result(call, result));
        }
    }

    void failed(Kernel kernel, SimulatedProcess process, Call call, Object[] arguments, Errno errno) {
        add(process.pid());
        add(call.ordinal());
        add(-1 - errno.ordinal());
        if (lines != null) {
            String mark = injected ? " (INJECTED)" : "";
            line(kernel, process, text(kernel, call, arguments, null) + " = -1 " + errno + mark);
        }
        injected = false;
    }

    void struck(Kernel kernel, SimulatedProcess process, Fault fault) {
        add(fault.kind().ordinal());
        injected = fault.kind() == Fault.Kind.FAIL;
        if (lines != null && fault.kind() == Fault.Kind.POWER_CUT) {
            line(kernel, process, "+++ power cut +++");
        }
    }

    void ended(Kernel kernel, SimulatedProcess process, int exitCode, int signal) {
        add(process.pid());
        add(ENDED + exitCode);
        add(signal);
        if (lines != null) {
            String how = signal == 0 ? "exited with " + exitCode : "killed by " + Strace.signal(signal);
            line(kernel, process, "+++ " + how + " +++");
        }
    }

    /** A signal has been caught, or has stopped a process. */
    void delivered(Kernel kernel, SimulatedProcess process, Signal signal) {
        if (lines != null) {
            line(kernel, process, "--- SIG" + signal + " ---");
        }
    }

    private static String text(Kernel kernel, Call call, Object[] arguments, Object result) {
        StringBuilder text = new StringBuilder(call.text(kernel.system())).append('(');
        for (int i = 0; i < arguments.length; i++) {
            text.append(i == 0 ? "" : ", ").append(Strace.argument(arguments[i], result));
        }
        return text.append(')').toString();
    }

    private void line(Kernel kernel, SimulatedProcess process, String text) {
        long microseconds = kernel.timeline().passed() / MICROSECOND;
        String fraction =
                Long.toString(MICROSECONDS + microseconds % MICROSECONDS).substring(1);
        String seconds = Long.toString(microseconds / MICROSECONDS);
        String pid = Integer.toString(process.pid());
        String path = process.path();
        String name = pid + '<' + path.substring(path.lastIndexOf('/') + 1) + '>';
        lines.add(" ".repeat(Math.max(0, SECOND_WIDTH - seconds.length()))
                + seconds
                + '.'
                + fraction
                + " ".repeat(Math.max(1, PID_WIDTH - pid.length()))
                + name
                + " ".repeat(Math.max(1, PROCESS_WIDTH - name.length()))
                + text);
    }
}
