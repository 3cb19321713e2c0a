package io.daemontools.posix;

/**
 * The environment of the program that this process executes next. It starts as a copy of this process's environment, which does not
 * change. It is edited entry by entry: an entry is written, then applied.
 *
 * <p>The result is that of 0.76 ({@code pathexec_env.c}), order included. Of the variables with the entry's name, the first is
 * removed and the last of all variables moves to its place. An entry that contains {@code =} is then appended. One that does not is
 * a bare name and only removes.
 *
 * <p>An entry may be larger than the free heap, so it is written in pieces. Every call fails with a {@link PosixException} if there
 * is no memory.
 */
public interface ExecEnvironment {
    /** Appends bytes without NUL to the entry. */
    void write(byte[] bytes, int offset, int length);

    /** Appends text, one byte per char. */
    default void write(String text) {
        byte[] bytes = Bytes.of(text);
        write(bytes, 0, bytes.length);
    }

    /** The length of the entry in bytes. */
    int length();

    /** Removes everything after the first {@code length} bytes of the entry. */
    void truncate(int length);

    /** Applies the entry and begins an empty one. */
    void apply();
}
