package io.daemontools.simulation.unit;

import io.daemontools.posix.Bytes;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.ArrayDeque;
import java.util.Deque;

/** Another process at a FIFO or a pipe. */
public final class FifoPeer {
    /** How many bytes an empty FIFO takes if each write is of a page or a multiple of it. */
    public static final int CAPACITY = 16 * OperatingSystem.LINUX.pipeBuf();

    private final Fifo fifo;
    private final Deque<OpenFile> reading = new ArrayDeque<>();
    private final Deque<OpenFile> writing = new ArrayDeque<>();

    FifoPeer(Fifo fifo) {
        this.fifo = fifo;
    }

    /** It opens the FIFO for reading. */
    public void openedByReader() {
        reading.add(OpenFile.forReading(fifo).acquire());
    }

    /** It opens the FIFO for writing. */
    public void openedByWriter() {
        writing.add(OpenFile.forWriting(fifo, false).acquire());
    }

    /** It closes what it has opened for reading. */
    public void closedByReader() {
        reading.remove().release();
    }

    /** It closes what it has opened for writing. */
    public void closedByWriter() {
        writing.remove().release();
    }

    /** It exits: all that it has open is closed. */
    public void exits() {
        reading.forEach(OpenFile::release);
        reading.clear();
        writing.forEach(OpenFile::release);
        writing.clear();
    }

    /** It writes, a byte a char; EPIPE without a reader. It opens and closes the FIFO for this, unless it has it open for writing. */
    public void put(String text) {
        OpenFile file = writing.isEmpty()
                ? OpenFile.forWriting(fifo, false).acquire()
                : writing.getFirst().acquire();
        byte[] bytes = Bytes.of(text);
        int written = file.write(bytes, 0, bytes.length);
        file.release();
        if (written != bytes.length) {
            throw new AssertionError("no room in the FIFO");
        }
    }

    /** It reads all that is in the FIFO. */
    public String take() {
        OpenFile file = OpenFile.forReading(fifo).acquire();
        byte[] bytes = new byte[CAPACITY];
        int count = Math.max(0, file.read(bytes, 0, bytes.length));
        file.release();
        return Bytes.text(bytes, count);
    }
}
