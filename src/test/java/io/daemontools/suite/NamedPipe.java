package io.daemontools.suite;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Sandbox;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A FIFO that is open for reading and writing: no open waits, and no close ends the input. */
final class NamedPipe implements Closeable {

    private final RandomAccessFile file;
    private final FileInputStream reader;

    private NamedPipe(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        reader = new FileInputStream(file.getFD());
    }

    /** Makes one; it is closed with the sandbox. */
    static NamedPipe in(Sandbox box, String name) throws IOException {
        box.shell("mkfifo -- \"$1\"", name).run();
        return box.closeLater(new NamedPipe(box.path(name)));
    }

    void write(String bytes) throws IOException {
        file.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** How many bytes are in it. */
    int available() throws IOException {
        return reader.available();
    }

    /** Its content. */
    String read() throws IOException {
        byte[] bytes = new byte[reader.available()];
        int length = bytes.length == 0 ? 0 : reader.read(bytes);
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Waits until the FIFO is empty. */
    void awaitEmpty() {
        Await.equal("bytes left in FIFO", 0, reader::available);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
