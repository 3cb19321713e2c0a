package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A supervise of {@code listener.c}, and the observable state of both. */
final class ReplayedSupervise {
    private static final char NO_COMMAND = '?';

    private final ServiceDirectory service;
    private final Running process;
    private RandomAccessFile control;
    private Instant since = Instant.MIN;

    ReplayedSupervise(ServiceDirectory service, Running process) {
        this.service = service;
        this.process = process;
    }

    ServiceDirectory service() {
        return service;
    }

    /** Carries out a step: one letter, or several commands. */
    void make(String letters) throws IOException {
        since = service.status().since();
        char first = letters.charAt(0);
        if (first == ReplayModel.CRASH || first == ReplayModel.END) {
            ProcessInfo.signal(
                    first == ReplayModel.CRASH ? "KILL" : "USR1",
                    service.status().pid());
            return;
        }
        if (control == null) {
            control = new RandomAccessFile(service.path("supervise/control").toFile(), "rw");
        }
        // supervise handles one command at a time: when the last has been read, the others have been carried out
        control.write((letters + NO_COMMAND).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether all commands have been carried out. */
    boolean carriedOut() throws IOException {
        return control == null || !process.runs() || new FileInputStream(control.getFD()).available() == 0;
    }

    /** The observed state in the form of {@link ReplayModel#seen}. */
    String seen() {
        Status status = service.status();
        String notes = service.content("notes");
        int start = notes.lastIndexOf("start=") + 6;
        int end = notes.indexOf(' ', start);
        String last = start < 6 || end < 0 ? "" : notes.substring(start, end);
        String state = !status.up() ? "down" : last.equals("" + status.pid()) ? "up" : "up but as another";
        return state + (status.paused() ? " paused" : "") + " want " + (status.want() == 0 ? '-' : status.want())
                + " notes " + notes.replaceAll("=[0-9]+", "");
    }

    /** Whether the service is stopped. */
    boolean stopped() {
        Status status = service.status();
        return status.up() && ProcessInfo.state(status.pid()) == 'T';
    }

    /** Whether the status has a new time since the last step. */
    boolean changed() {
        return !service.status().since().equals(since);
    }

    /** Whether supervise has ended with success. */
    boolean ended() {
        return !process.runs() && process.ended() == 0;
    }

    void close() throws IOException {
        if (control != null) {
            control.close();
        }
    }

    @Override
    public String toString() {
        return new String(seen().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)
                + (process.runs() ? "" : ", supervise has ended")
                + (process.err().isEmpty() ? "" : ", " + process.err());
    }
}
