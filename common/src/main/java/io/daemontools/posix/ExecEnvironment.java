package io.daemontools.posix;

/**
 * The environment of the program that this process is to become. It starts out as this process's own, which stays as it
 * is, and is changed entry by entry: an entry is written and then applied.
 *
 * <p>What a program sees of it is as with 0.76 ({@code pathexec_env.c}), the order included: of the variables with the
 * entry's name the first goes, the last of all takes its place, and the entry becomes the last. It does so if it holds a
 * {@code =}; if not, it is just a name, and nothing comes instead.
 *
 * <p>It may be larger than what a program should hold of it at once, hence entries in pieces. Every call fails with a
 * {@link PosixException} if there is no memory.
 */
public interface ExecEnvironment {
    /** Adds bytes to the entry. There must be no NUL among them. */
    void write(byte[] bytes, int offset, int length);

    /** Adds text, one byte a char. */
    default void write(String text) {
        byte[] bytes = Bytes.of(text);
        write(bytes, 0, bytes.length);
    }

    /** How many bytes the entry has. */
    int length();

    /** Takes back what was written after the first {@code length} bytes. */
    void truncate(int length);

    /** Applies the entry; the next one is empty. */
    void apply();
}
