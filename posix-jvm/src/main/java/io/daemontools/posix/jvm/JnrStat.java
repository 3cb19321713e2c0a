package io.daemontools.posix.jvm;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Files;
import jnr.posix.FileStat;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/** {@code stat(2)} by jnr-posix, which knows each system's {@code struct stat} but takes 100 ms to start. */
final class JnrStat implements Stat {
    private final POSIX posix = POSIXFactory.getNativePOSIX();
    private final FileStat stat = posix.allocateStat();

    /** The launcher makes ISO-8859-1 the default encoding, which jnr-posix uses, so the name's bytes are unchanged. */
    @Override
    public int named(long path, FileStatus into) {
        String name = CMemory.string(path);
        int result;
        do {
            result = posix.stat(name, stat);
        } while (interrupted(result));
        return fill(into, result);
    }

    @Override
    public int open(int descriptor, FileStatus into) {
        int result;
        do {
            result = posix.fstat(descriptor, stat);
        } while (interrupted(result));
        return fill(into, result);
    }

    private static boolean interrupted(int result) {
        return result < 0 && JvmErrno.number() == JvmErrno.EINTR;
    }

    /** Unknown to jnr-posix. */
    @Override
    public long birth(long path) {
        return Files.UNKNOWN;
    }

    private int fill(FileStatus into, int result) {
        if (result == 0) {
            into.set(stat.mode(), stat.st_size(), stat.nlink(), stat.dev(), stat.ino(), stat.mtime() * Clocks.SECOND);
            into.setOwner(Integer.toUnsignedLong(stat.uid()), Integer.toUnsignedLong(stat.gid()));
        }
        return result;
    }
}
