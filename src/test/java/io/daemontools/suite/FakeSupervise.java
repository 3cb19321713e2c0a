package io.daemontools.suite;

import io.daemontools.suite.harness.Sandbox;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a supervise without the process: for what svc writes and svstat prints. */
final class FakeSupervise implements Closeable {

    /** A stamp in the far future, which counts as now: the service is always up or down for 0 seconds. */
    static final long FUTURE = (1L << 62) + (1L << 40);

    private final Path dir;
    private final NamedPipe ok;
    private final NamedPipe control;

    private FakeSupervise(Sandbox box, String name) throws IOException {
        dir = box.directory(name + "/supervise").getParent();
        ok = NamedPipe.in(box, name + "/supervise/ok");
        control = NamedPipe.in(box, name + "/supervise/control");
    }

    /** Makes one in the directory {@code name}; it is closed with the sandbox. */
    static FakeSupervise in(Sandbox box, String name) throws IOException {
        return new FakeSupervise(box, name);
    }

    /** Writes a status of these fields. */
    FakeSupervise status(long seconds, int pid, int paused, int want) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(18).putLong(seconds).putInt(0);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(pid).put((byte) paused).put((byte) want);
        return status(bytes.array());
    }

    /** Writes these bytes as the status. */
    FakeSupervise status(byte[] bytes) throws IOException {
        Files.write(dir.resolve("supervise/status"), bytes);
        return this;
    }

    FakeSupervise down() throws IOException {
        Files.createFile(dir.resolve("down"));
        return this;
    }

    /** The bytes written to {@code control} since the last call. */
    String commands() throws IOException {
        return control.read();
    }

    @Override
    public void close() throws IOException {
        ok.close();
        control.close();
    }
}
