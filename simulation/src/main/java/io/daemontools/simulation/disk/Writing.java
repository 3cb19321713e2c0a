package io.daemontools.simulation.disk;

import io.daemontools.simulation.file.RegularFile;
import java.util.List;

/** Bytes that were written to a file, and its size if that has grown. */
final class Writing implements Change {
    private final long time;
    private final RegularFile file;
    private final int at;
    private final byte[] bytes;
    private final int sizeBefore;

    /**
     * A write.
     *
     * @param at where in the file the bytes begin
     * @param bytes is kept
     * @param sizeBefore the size of the file before
     */
    Writing(long time, RegularFile file, int at, byte[] bytes, int sizeBefore) {
        this.time = time;
        this.file = file;
        this.at = at;
        this.bytes = bytes;
        this.sizeBefore = sizeBefore;
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public List<RegularFile> changed() {
        return List.of(file);
    }

    @Override
    public void apply(State state) {
        put(state.image(file), 0, bytes.length);
        state.image(file).grow(end());
    }

    /** Puts a part of the bytes, by its bounds in them, on disk, but not the size. */
    void put(Image image, int from, int to) {
        image.put(at, bytes, from, to);
    }

    RegularFile file() {
        return file;
    }

    /** How many bytes they are. */
    int length() {
        return bytes.length;
    }

    /** Where they begin. */
    int at() {
        return at;
    }

    /** Where they end. */
    int end() {
        return at + bytes.length;
    }

    int sizeBefore() {
        return sizeBefore;
    }

    /** Whether the file has grown. */
    boolean extending() {
        return end() > sizeBefore;
    }
}
