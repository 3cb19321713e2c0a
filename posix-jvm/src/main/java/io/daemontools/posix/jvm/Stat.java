package io.daemontools.posix.jvm;

import io.daemontools.posix.FileStatus;

/** One implementation of {@code stat(2)}. */
interface Stat {
    /**
     * {@code stat(2)}.
     *
     * @param path address of a C string
     * @return negative if it failed; {@link JvmErrno} has the error
     */
    int named(long path, FileStatus into);

    /** {@code fstat(2)}; returns as {@link #named}. */
    int open(int descriptor, FileStatus into);

    /**
     * The time at which the file was created, as for {@code Files.birth}.
     *
     * @param path address of a C string
     */
    long birth(long path);

    /** The implementation for this system. */
    static Stat best() {
        if (Constants.freebsd()) {
            return new FreeBsdStat();
        }
        LinuxStat linux = Constants.linux() ? new LinuxStat() : null;
        return linux != null && linux.works() ? linux : new JnrStat();
    }
}
