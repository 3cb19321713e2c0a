package io.daemontools.posix;

/** The entries of the working directory, one after the other, in the system's order, {@code .} and {@code ..} too. */
public interface DirectoryListing {
    /** Goes to the next entry; false at the end. */
    boolean next();

    /** Whether the entry's name begins with a dot. */
    boolean hidden();

    /** The entry's name; a new string at each call. */
    String name();

    /** Replaces a text by the entry's name. */
    void name(StringBuilder into);

    /**
     * Looks at the file the entry leads to, links followed, without the cost of its name.
     *
     * @return false if there is none
     */
    boolean stat(FileStatus into);

    /** Ends the listing. */
    void close();
}
