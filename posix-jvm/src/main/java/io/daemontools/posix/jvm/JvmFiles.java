package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.LONG;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Files;
import io.daemontools.posix.PosixException;
import java.io.File;

/** {@link Files} by calls of the C library. */
final class JvmFiles implements Files {
    private static final int MAX_PATH_LENGTH = 4096;

    private static final CFunction MKDIR = CFunction.of("mkdir", INT, POINTER, UNSIGNED);
    private static final CFunction MKFIFO = CFunction.of("mkfifo", INT, POINTER, UNSIGNED);
    private static final CFunction RENAME = CFunction.of("rename", INT, POINTER, POINTER);
    private static final CFunction LINK = CFunction.of("link", INT, POINTER, POINTER);
    private static final CFunction UNLINK = CFunction.of("unlink", INT, POINTER);
    private static final CFunction RMDIR = CFunction.of("rmdir", INT, POINTER);
    private static final CFunction CHOWN = CFunction.of("chown", INT, POINTER, UNSIGNED, UNSIGNED);
    private static final CFunction CHMOD = CFunction.of("chmod", INT, POINTER, UNSIGNED);
    private static final CFunction READLINK = CFunction.of("readlink", LONG, POINTER, POINTER, SIZE);
    private static final CFunction CHDIR = CFunction.of("chdir", INT, POINTER);
    private static final CFunction FCHDIR = CFunction.of("fchdir", INT, INT);
    private static final CFunction GETCWD = CFunction.of("getcwd", POINTER, POINTER, SIZE);
    static final CFunction UMASK = CFunction.of("umask", UNSIGNED, UNSIGNED);

    private final JvmCString path;
    private final Stat stat;
    private JvmCString secondPath;
    private JvmListing listing;

    JvmFiles(JvmCString path, Stat stat) {
        this.path = path;
        this.stat = stat;
    }

    @Override
    public boolean stat(CharSequence name, FileStatus into) {
        return found(stat.named(path.of(name), into));
    }

    /** Whether the file exists; any error but ENOENT is thrown. */
    static boolean found(int result) {
        return did(result, Errno.ENOENT);
    }

    /** Whether a call succeeded; false for the error {@code unless}, any other error is thrown. */
    private static boolean did(long result, Errno unless) {
        if (result < 0) {
            Errno errno = JvmErrno.of(JvmErrno.number());
            if (errno == unless) {
                return false;
            }
            throw PosixException.of(errno);
        }
        return true;
    }

    @Override
    public boolean mkdir(CharSequence name, int mode) {
        return made(MKDIR.call(path.of(name), mode));
    }

    @Override
    public boolean mkfifo(CharSequence name, int mode) {
        return made(MKFIFO.call(path.of(name), mode));
    }

    private static boolean made(int result) {
        return did(result, Errno.EEXIST);
    }

    @Override
    public void rename(String from, CharSequence to) {
        check(RENAME.call(path.of(from), second(to)));
    }

    @Override
    public void link(String existing, CharSequence added) {
        check(LINK.call(path.of(existing), second(added)));
    }

    private long second(CharSequence name) {
        if (secondPath == null) {
            secondPath = new JvmCString();
        }
        return secondPath.of(name);
    }

    @Override
    public void unlink(CharSequence name) {
        check(UNLINK.call(path.of(name)));
    }

    @Override
    public void rmdir(String name) {
        check(RMDIR.call(path.of(name)));
    }

    @Override
    public void chmod(String name, int mode) {
        check(CHMOD.call(path.of(name), mode));
    }

    @Override
    public void chown(String name, long user, long group) {
        check(CHOWN.call(path.of(name), user, group));
    }

    @Override
    public String readlink(String name) {
        long target = CMemory.allocate(MAX_PATH_LENGTH);
        try {
            int length = READLINK.call(path.of(name), target, MAX_PATH_LENGTH);
            return did(length, Errno.EINVAL) ? CMemory.string(target, length) : null;
        } finally {
            CMemory.IO.freeMemory(target);
        }
    }

    @Override
    public void chdir(String name) {
        check(CHDIR.call(path.of(name)));
    }

    @Override
    public void chdir(int descriptor) {
        check(FCHDIR.call(descriptor));
    }

    @Override
    public String getcwd() {
        long working = CMemory.allocate(MAX_PATH_LENGTH);
        try {
            if (GETCWD.callLong(working, MAX_PATH_LENGTH) == 0) {
                Errno errno = JvmErrno.of(JvmErrno.number());
                throw PosixException.of(errno == Errno.ERANGE ? Errno.ENAMETOOLONG : errno);
            }
            return CMemory.string(working);
        } finally {
            CMemory.IO.freeMemory(working);
        }
    }

    @Override
    public void umask(int mask) {
        UMASK.call(mask);
    }

    @Override
    public long birth(CharSequence name) {
        return stat.birth(path.of(name));
    }

    /** By Java, which knows each system's structure, and returns 0 for a failure. */
    @Override
    public long statvfs(CharSequence name) {
        File file = new File(ArgvBytes.textOf(name.toString()));
        return file.getTotalSpace() == 0 ? UNKNOWN_SPACE : file.getUsableSpace();
    }

    @Override
    public long statvfsFiles(CharSequence name) {
        return FreeFiles.available(path.of(name));
    }

    @Override
    public DirectoryListing listDirectory(String name) {
        if (listing == null) {
            listing = new JvmListing(stat, path);
        }
        listing.open(name);
        return listing;
    }
}
