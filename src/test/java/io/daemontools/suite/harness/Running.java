package io.daemontools.suite.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that was started in a {@link Sandbox} and may still run. */
public final class Running {

    private final List<String> argv;
    private final Process process;
    private final Path out;
    private final Path err;

    Running(List<String> argv, Process process, Path out, Path err) {
        this.argv = argv;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean runs() {
        return process.isAlive();
    }

    /** The output of it, and of processes that share its standard output, so far. */
    public String out() {
        return read(out);
    }

    /** The messages of it, and of processes that share its standard error, so far. */
    public String err() {
        return read(err);
    }

    /** Writes to its standard input, which must have been asked for. */
    public void write(String bytes) {
        try {
            process.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes its standard input. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it a signal ({@code "TERM"}). */
    public void signal(String name) {
        ProcessInfo.signal(name, pid());
    }

    /** Waits until it has ended by itself, and returns its exit code. */
    public int ended() {
        Await.until("end of " + argv, () -> !runs());
        return process.exitValue();
    }

    /** Ends it and all below it. */
    public void endTree() {
        if (runs()) {
            ProcessInfo.endTree(pid());
        }
    }

    Process process() {
        return process;
    }

    @Override
    public String toString() {
        return pid() + " " + argv;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
