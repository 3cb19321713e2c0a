package io.daemontools.posix;

/** A mutable path, stored as C takes it: bytes that end in NUL. It is reused, so that changing paths allocate nothing. */
public final class PathBuffer implements CharSequence {
    private static final int INITIAL_SIZE = 128;

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int length;

    /** Shortens the path to this many bytes. */
    public void truncate(int shorter) {
        length = shorter;
        bytes[length] = 0;
    }

    /** Appends text, one byte per char. */
    public void add(String text) {
        int more = text.length();
        Bytes.put(text, roomFor(more), length);
        truncate(length + more);
    }

    /** Appends text, one byte per char, without making a string of it. */
    public void add(CharSequence text) {
        if (text instanceof String string) {
            add(string);
            return;
        }
        int more = text.length();
        byte[] room = roomFor(more);
        for (int i = 0; i < more; i++) {
            room[length + i] = (byte) text.charAt(i);
        }
        truncate(length + more);
    }

    /** Appends bytes. */
    public void add(byte[] block) {
        System.arraycopy(block, 0, roomFor(block.length), length, block.length);
        truncate(length + block.length);
    }

    private byte[] roomFor(int more) {
        if (length + more >= bytes.length) {
            byte[] longer = new byte[2 * (length + more)];
            System.arraycopy(bytes, 0, longer, 0, length);
            bytes = longer;
        }
        return bytes;
    }

    /** The bytes and a NUL; valid until the path changes. */
    public byte[] cString() {
        return bytes;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return (char) (bytes[index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return Bytes.text(bytes, length);
    }
}
