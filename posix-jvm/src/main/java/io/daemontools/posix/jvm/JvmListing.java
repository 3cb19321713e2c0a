package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;

/** The entries of the working directory, by {@code readdir(3)}. One instance is opened again and again. */
final class JvmListing implements DirectoryListing {
    /** Offset of the name in a {@code struct dirent}. */
    private static final int NAME = nameOffset(System.getProperty("os.name"));

    /** Offset of the type, {@code d_type}. */
    private static final int TYPE =
            Constants.darwin() ? 2 * Long.BYTES + 2 * Short.BYTES : FreeBsd.D_TYPE; // Linux's is the same

    static final int DT_UNKNOWN = 0;
    static final int DT_DIR = 4;
    static final int DT_LNK = 10;

    private static final CFunction OPENDIR = CFunction.of(modern("opendir"), POINTER, POINTER);
    private static final CFunction READDIR = CFunction.of(modern("readdir"), POINTER, POINTER);
    private static final CFunction CLOSEDIR = CFunction.of("closedir", INT, POINTER);

    private final Stat stat;
    private final JvmCString path;
    private long directory;
    private long name;
    private int type;

    JvmListing(Stat stat, JvmCString path) {
        this.stat = stat;
        this.path = path;
    }

    void open(String where) {
        do {
            directory = OPENDIR.callLong(path.of(where));
        } while (directory == 0 && JvmErrno.number() == JvmErrno.EINTR);
        if (directory == 0) {
            throw JvmErrno.last();
        }
    }

    @Override
    public boolean next() {
        long entry;
        do {
            JvmErrno.clear();
            entry = READDIR.callLong(directory);
        } while (entry == 0 && JvmErrno.number() == JvmErrno.EINTR);
        if (entry != 0) {
            name = entry + NAME;
            type = CMemory.IO.getByte(entry + TYPE);
            return true;
        }
        if (JvmErrno.number() != 0) {
            throw JvmErrno.last();
        }
        return false;
    }

    @Override
    public boolean hidden() {
        return CMemory.IO.getByte(name) == '.';
    }

    @Override
    public int type() {
        return switch (type) {
            case DT_UNKNOWN -> UNKNOWN;
            case DT_DIR -> DIRECTORY;
            case DT_LNK -> LINK;
            default -> OTHER;
        };
    }

    @Override
    public String name() {
        return CMemory.string(name);
    }

    @Override
    public void name(StringBuilder into) {
        into.setLength(0);
        into.append(name());
    }

    @Override
    public boolean stat(FileStatus into) {
        return JvmFiles.found(stat.named(name, into));
    }

    @Override
    public void close() {
        CLOSEDIR.call(directory);
        directory = 0;
    }

    /** The name of the function for 64-bit inode numbers: macOS on Intel keeps the old functions under the plain names. */
    private static String modern(String function) {
        String withSuffix = function + "$INODE64";
        return CFunction.symbol(withSuffix) == 0 ? function : withSuffix;
    }

    /** The place of the name on a system, with the name of the property {@code os.name}. */
    static int nameOffset(String system) {
        return switch (system) {
            case "Linux" -> 2 * Long.BYTES + Short.BYTES + 1;
            case "Mac OS X" -> 2 * Long.BYTES + 2 * Short.BYTES + 1;
            // FreeBSD since 12, OpenBSD, DragonFly
            default -> FreeBsd.D_NAME;
        };
    }
}
