package io.daemontools.posix;

/** The entries of a directory, one after the other, in the system's order, {@code .} and {@code ..} too. */
public interface DirectoryListing {
    /** A {@link #type} that is not known: not every file system stores it. */
    int UNKNOWN = 0;

    /** The {@link #type} of a directory. */
    int DIRECTORY = 1;

    /** The {@link #type} of a symbolic link. */
    int LINK = 2;

    /** The {@link #type} of any other file. */
    int OTHER = 3;

    /** {@code readdir(3)}: goes to the next entry; false at the end. EIO and other failures are {@link PosixException}s. */
    boolean next();

    /** Whether the entry's name begins with a dot. */
    boolean hidden();

    /** {@code d_type} of {@code readdir(3)}. */
    int type();

    /** The entry's name; a new string at each call. */
    String name();

    /** Replaces a text by the entry's name. */
    void name(StringBuilder into);

    /**
     * {@code stat(2)} of the entry, in the working directory.
     *
     * @return false for ENOENT
     */
    boolean stat(FileStatus into);

    /** {@code closedir(3)}. */
    void close();
}
