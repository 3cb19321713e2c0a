package io.daemontools.multilog;

import java.util.List;

/** All that is done with lines: the actions in the script's order, and then the logs among them. */
final class Actions {
    private final Action[] actions;
    private final Log[] logs;
    private final Line line = new Line();

    /** Does {@code actions} with each line and then writes it to {@code logs}, which are among them. */
    Actions(List<Action> actions, List<Log> logs) {
        this.actions = actions.toArray(new Action[0]);
        this.logs = logs.toArray(new Log[0]);
    }

    /** Handles a whole line; its newline is at {@code newline}. */
    void line(byte[] bytes, int from, int newline) {
        show(bytes, from, newline);
        for (Log log : logs) {
            log.addLine(bytes, from, newline + 1);
        }
    }

    /** Handles a line of which only the beginning is there. */
    void beginning(byte[] bytes, int from, int to) {
        show(bytes, from, to);
        for (Log log : logs) {
            log.addBeginning(bytes, from, to);
        }
    }

    /** Handles more of the line that has begun. */
    void more(byte[] bytes, int from, int to) {
        for (Log log : logs) {
            log.addMore(bytes, from, to);
        }
    }

    /** Where 0.76 reads the next piece of input, and first writes what it has. */
    void settle() {
        for (Log log : logs) {
            log.settle();
        }
    }

    /** Has everything written. */
    void flush() {
        for (Log log : logs) {
            log.flush();
        }
    }

    /** Ends the files of all logs now. */
    void rotate() {
        for (Log log : logs) {
            log.rotateEarly();
        }
    }

    /** Leaves the log directories in order. */
    void close() {
        for (Log log : logs) {
            log.close();
        }
    }

    private void show(byte[] bytes, int from, int to) {
        line.become(bytes, from, to);
        for (Action action : actions) {
            action.see(line);
        }
    }
}
