package io.daemontools.simulation.check;

import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one multilog has read, and how far each of its logs has it. Its script selects all lines. */
final class Reading {
    private static final int STAMP = 26;

    /** How far a log has what was read. */
    private static final class Progress {
        private int input;
        private int stamp;
        private boolean ended;
    }

    final SimulatedProcess process;
    final Fifo pipe;
    final Content input = new Content();
    boolean readFailed;
    private final Map<LogRecord, Progress> logs = new LinkedHashMap<>();
    private final boolean stamped;

    Reading(SimulatedProcess process, Fifo pipe) {
        this.process = process;
        this.pipe = pipe;
        stamped = process.arguments().contains("t");
    }

    /** Compares what is written to a log with what was read; returns what is wrong, or null. */
    String written(LogRecord log, byte[] buffer, int offset, int length) {
        Progress progress = logs.computeIfAbsent(log, first -> new Progress());
        for (int i = offset; i < offset + length; i++) {
            if (stampGoesOn(progress)) {
                progress.stamp++;
            } else if (progress.ended) {
                return "more than was read";
            } else if (progress.input < input.length() && buffer[i] == input.at(progress.input)) {
                progress.input++;
                progress.stamp = buffer[i] == '\n' ? 0 : STAMP;
            } else if (progress.input == input.length() && buffer[i] == '\n') {
                progress.ended = true;
            } else {
                return "not what was read";
            }
        }
        return null;
    }

    private boolean stampGoesOn(Progress progress) {
        return stamped && progress.stamp < STAMP && !progress.ended;
    }

    /** Whether a line was ended that its service had not. */
    boolean endedLine() {
        return logs.values().stream().anyMatch(progress -> progress.ended);
    }

    /** How many of the bytes, up to an index, are in no log, or not in each. */
    int missing(int upTo) {
        int least = logs.isEmpty() ? 0 : upTo;
        for (Progress progress : logs.values()) {
            least = Math.min(least, progress.input);
        }
        return upTo - least;
    }

    /** Whether the last line is complete, or was completed. */
    boolean complete() {
        return input.lines() == input.length() || endedLine();
    }
}
