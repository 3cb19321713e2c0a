package io.daemontools.suite.age;

import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A wall clock that is set back and forth, for programs that {@code shifted_clock.c} is preloaded into. */
final class ClockPreload {

    private final Path library;
    private final Path file;

    private ClockPreload(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** Prepares it in a sandbox; it is right at first. */
    static ClockPreload in(Sandbox box) throws IOException {
        ClockPreload clock = new ClockPreload(CProgram.library(box, "shifted_clock.c"), box.file("clock", ""));
        clock.shift(0, 0);
        return clock;
    }

    /** From now on the clock is wrong by this many seconds, and by up to {@code span} more, different at each read. */
    void shift(long offset, long span) throws IOException {
        byte[] bytes = new byte[2 * Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(offset).putLong(span);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(bytes);
        }
    }

    /** The variables of a program with that clock. */
    Invocation preload(Invocation invocation) {
        return invocation.with("LD_PRELOAD", library.toString()).with("CLOCK_SHIFT", file.toString());
    }
}
