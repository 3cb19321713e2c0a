package io.daemontools.posix.jvm;

import io.daemontools.posix.FileStatus;

/** A way to {@code stat}. */
interface Stat {
    /** The permission bits of a mode. */
    int PERMISSIONS = 07777;

    /** The bits of a mode that say what kind of file it is. */
    int KIND = 0170000;

    /** The kind that is a directory. */
    int DIRECTORY = 0040000;

    /**
     * Looks at the file of a name.
     *
     * @param path address of a C string
     * @return negative if it failed; then {@link JvmErrno} knows why
     */
    int named(long path, FileStatus into);

    /** Looks at an open file; answers as {@link #named}. */
    int open(int descriptor, FileStatus into);

    /**
     * When the file of a name was made, as {@code Files.birth} says.
     *
     * @param path address of a C string
     */
    long birth(long path);

    /** The way that is best on this system. */
    static Stat best() {
        if (Constants.freebsd()) {
            return new FreeBsdStat();
        }
        LinuxStat linux = Constants.linux() ? new LinuxStat() : null;
        return linux != null && linux.works() ? linux : new JnrStat();
    }
}
