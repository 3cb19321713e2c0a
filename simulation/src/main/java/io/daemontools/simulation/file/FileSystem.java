package io.daemontools.simulation.file;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.os.OperatingSystem;
import io.daemontools.simulation.program.Program;
import java.util.function.LongSupplier;

/**
 * The one file system: the system calls on names, each with the caller's working directory and ids. A failure is a {@link
 * PosixException}.
 */
public final class FileSystem {
    /** The device number of all files. */
    static final long DEVICE = 1;

    private static final int ROOT_PERMISSIONS = 0755;
    private static final int NAME_MAX = 255;

    private final Disk disk;
    private final OperatingSystem system;
    private final LongSupplier clock;
    private final Directory root;
    private long inodes;
    private int longestName = NAME_MAX;

    /**
     * A file system with an empty root directory.
     *
     * @param system whose rules it follows
     * @param clock the wall clock in nanoseconds, for births
     */
    public FileSystem(Disk disk, OperatingSystem system, LongSupplier clock) {
        this.disk = disk;
        this.system = system;
        this.clock = clock;
        root = new Directory(++inodes, ROOT_PERMISSIONS, clock.getAsLong(), disk, null);
    }

    /**
     * The files that a machine finds after a power cut. They are others than before, with the same numbers.
     *
     * @param state what has survived of them
     * @param newDisk the disk that they are on from now on
     * @param newClock the wall clock in nanoseconds
     */
    public FileSystem surviving(SurvivingState state, Disk newDisk, LongSupplier newClock) {
        return new FileSystem(this, state, newDisk, newClock);
    }

    private FileSystem(FileSystem before, SurvivingState state, Disk disk, LongSupplier clock) {
        this.disk = disk;
        this.clock = clock;
        system = before.system;
        inodes = before.inodes;
        root = new Recovery(state, disk, system).recover(before.root);
    }

    /** Whose rules it follows. */
    public OperatingSystem system() {
        return system;
    }

    /** Its disk. */
    public Disk disk() {
        return disk;
    }

    /** The root directory. */
    public Directory root() {
        return root;
    }

    /** Sets the length in bytes of the longest name: 255, but some file systems take longer ones. */
    public void setLongestName(int bytes) {
        longestName = bytes;
    }

    /** Resolves a path; links are followed. */
    public Place follow(Directory working, CharSequence path, Credentials who) {
        return resolve(working, path, who, true);
    }

    /** Resolves a path; a link at its end is not followed. */
    public Place find(Directory working, CharSequence path, Credentials who) {
        return resolve(working, path, who, false);
    }

    private Place resolve(Directory working, CharSequence path, Credentials who, boolean follow) {
        return new Resolver(root, who, longestName, system).resolve(working, path.toString(), follow);
    }

    /** Makes a directory at a place where nothing is. */
    public Directory mkdir(Place place, int permissions, Credentials who) {
        return add(place, new Directory(++inodes, permissions, clock.getAsLong(), disk, place.directory()), who);
    }

    /** Makes a FIFO at a place where nothing is. */
    public Fifo mkfifo(Place place, int permissions, Credentials who) {
        return add(place, Fifo.named(++inodes, permissions, clock.getAsLong(), system), who);
    }

    /** Gives a socket a name at a place where nothing is. */
    public SocketFile bind(DatagramSocket socket, Place place, int permissions, Credentials who) {
        if (place.inode() != null) {
            throw PosixException.of(Errno.EADDRINUSE);
        }
        socket.checkUnbound();
        SocketFile file = add(place, new SocketFile(++inodes, permissions, clock.getAsLong(), system, socket), who);
        socket.bind();
        return file;
    }

    /** Makes an empty regular file at a place where nothing is. */
    public RegularFile create(Place place, int permissions, Credentials who) {
        return add(place, new RegularFile(++inodes, permissions, clock.getAsLong(), disk, null), who);
    }

    /** Makes an executable that holds a program. */
    public RegularFile create(Place place, int permissions, Program program) {
        RegularFile file = new RegularFile(++inodes, permissions, clock.getAsLong(), disk, program);
        return add(place, file, Credentials.ROOT);
    }

    /** Makes a symbolic link at a place where nothing is. */
    public SymbolicLink symlink(Place place, String target, Credentials who) {
        return add(place, new SymbolicLink(++inodes, clock.getAsLong(), target), who);
    }

    /** Makes a pipe: a FIFO without a name. */
    public Fifo pipe() {
        return Fifo.pipe(++inodes, clock.getAsLong(), system);
    }

    private <T extends Inode> T add(Place place, T inode, Credentials who) {
        if (place.inode() != null) {
            throw PosixException.of(Errno.EEXIST);
        }
        if (place.slash() && !inode.directory()) {
            throw PosixException.of(Errno.ENOENT);
        }
        Directory directory = place.directory();
        directory.check(who, Inode.WRITE | Inode.EXECUTE);
        boolean inherits = (directory.permissions() & Inode.SET_GROUP) != 0;
        inode.setOwner(who.user(), inherits || system.groupOfDirectory() ? directory.group() : who.group());
        if (inherits && inode.directory() && !system.groupOfDirectory()) {
            inode.setPermissions(inode.permissions() | Inode.SET_GROUP);
        }
        directory.put(place.name(), inode);
        directory.setModified(clock.getAsLong());
        return inode;
    }

    /** {@code link(2)}. */
    public void link(Place existing, Place added, Credentials who) {
        Inode inode = existing.present();
        if (added.inode() != null) {
            throw PosixException.of(Errno.EEXIST);
        }
        if (added.slash()) {
            throw PosixException.of(Errno.ENOENT);
        }
        if (inode.directory()) {
            throw PosixException.of(Errno.EPERM);
        }
        added.directory().check(who, Inode.WRITE | Inode.EXECUTE);
        added.directory().put(added.name(), inode);
        added.directory().setModified(clock.getAsLong());
    }

    /** {@code unlink(2)}. */
    public void unlink(Place place, Credentials who) {
        place.present();
        checkRemoval(place, who);
        if (place.inode().directory()) {
            throw PosixException.of(system.directoryNotUnlinked());
        }
        place.directory().remove(place.name());
        place.directory().setModified(clock.getAsLong());
    }

    /** {@code rmdir(2)}; the order of the checks is Linux's. */
    public void rmdir(Place place, Credentials who) {
        place.present();
        if (!place.named()) {
            throw PosixException.of(Errno.EINVAL);
        }
        checkRemoval(place, who);
        if (!(place.inode() instanceof Directory directory)) {
            throw PosixException.of(Errno.ENOTDIR);
        }
        if (!directory.names().isEmpty()) {
            throw PosixException.of(Errno.ENOTEMPTY);
        }
        place.directory().remove(place.name());
        place.directory().setModified(clock.getAsLong());
    }

    private static void checkRemoval(Place place, Credentials who) {
        Directory directory = place.directory();
        directory.check(who, Inode.WRITE | Inode.EXECUTE);
        boolean sticky = (directory.permissions() & Inode.STICKY) != 0;
        if (sticky
                && !who.privileged()
                && who.user() != directory.owner()
                && who.user() != place.inode().owner()) {
            throw PosixException.of(Errno.EPERM);
        }
    }

    /** {@code rename(2)}; the order of the checks is Linux's. */
    public void rename(Place from, Place to, Credentials who) {
        Inode moved = from.present();
        if (!from.named() || (to.inode() != null && !to.named())) {
            throw PosixException.of(system.dotsNotRenamed());
        }
        if (to.slash() && !moved.directory()) {
            throw PosixException.of(Errno.ENOTDIR);
        }
        if (moved instanceof Directory directory && to.directory().within(directory)) {
            throw PosixException.of(Errno.EINVAL);
        }
        if (to.inode() instanceof Directory target && from.directory().within(target)) {
            throw PosixException.of(Errno.ENOTEMPTY);
        }
        if (moved == to.inode()) {
            return;
        }
        checkRemoval(from, who);
        if (to.inode() == null) {
            to.directory().check(who, Inode.WRITE | Inode.EXECUTE);
        } else {
            checkRemoval(to, who);
        }
        checkReplaced(moved, to.inode());
        if (moved.directory() && from.directory() != to.directory()) {
            moved.check(who, Inode.WRITE);
        }
        from.directory().move(from.name(), to.directory(), to.name());
        from.directory().setModified(clock.getAsLong());
        to.directory().setModified(clock.getAsLong());
    }

    private static void checkReplaced(Inode moved, Inode replaced) {
        if (replaced instanceof Directory directory) {
            if (!moved.directory()) {
                throw PosixException.of(Errno.EISDIR);
            }
            if (!directory.names().isEmpty()) {
                throw PosixException.of(Errno.ENOTEMPTY);
            }
        } else if (replaced != null && moved.directory()) {
            throw PosixException.of(Errno.ENOTDIR);
        }
    }

    /** {@code chmod(2)}, {@code fchmod(2)}. */
    public void chmod(Inode inode, int permissions, Credentials who) {
        if (!who.privileged() && who.user() != inode.owner()) {
            throw PosixException.of(Errno.EPERM);
        }
        disk.changing(inode, permissions);
        inode.setPermissions(permissions);
    }

    /** {@code chown(2)} by a process that may; only a privileged one may give a file to another user. */
    public void chown(Inode inode, long user, long group, Credentials who) {
        boolean own = who.user() == inode.owner() && user == inode.owner() && who.in(group);
        if (!who.privileged() && !own) {
            throw PosixException.of(Errno.EPERM);
        }
        inode.setOwner(user, group);
    }

    /** Removes a name and all that is below it, as {@code rm -r} does. */
    public void removeTree(String path) {
        Place place = find(root, path, Credentials.ROOT);
        if (place.present() instanceof Directory directory) {
            for (String name : directory.names()) {
                removeTree(path + '/' + name);
            }
        }
        place.directory().remove(place.name());
    }

    /** Makes a directory and those above it, as {@code mkdir -p} does. */
    public Directory makeDirectories(String path) {
        Directory at = root;
        for (String name : path.split("/+", -1)) {
            if (!name.isEmpty()) {
                Place place = find(at, name, Credentials.ROOT);
                at = place.inode() == null
                        ? mkdir(place, ROOT_PERMISSIONS, Credentials.ROOT)
                        : follow(at, name, Credentials.ROOT).presentDirectory();
            }
        }
        return at;
    }

    /** Removes a directory with all that is below it, and makes one that gets its inode number, as a file system may do. */
    public Directory remake(String path) {
        Place removed = find(root, path, Credentials.ROOT);
        removeTree(path);
        Directory parent = removed.directory();
        Directory made = new Directory(removed.inode().number(), ROOT_PERMISSIONS, clock.getAsLong(), disk, parent);
        return add(new Place(parent, removed.name(), null), made, Credentials.ROOT);
    }

    /** Makes an executable that holds a program, and the directories above it. */
    public void install(String path, Program program) {
        makeDirectories(path.substring(0, path.lastIndexOf('/')));
        create(follow(root, path, Credentials.ROOT), 0755, program);
    }

    /** Makes a file with that text, one byte a char, or replaces its content. */
    public RegularFile write(String path, int permissions, String text) {
        Place place = follow(root, path, Credentials.ROOT);
        RegularFile file =
                place.inode() == null ? create(place, permissions, Credentials.ROOT) : (RegularFile) place.inode();
        file.truncate(0);
        byte[] bytes = Bytes.of(text);
        OpenFile open = OpenFile.forWriting(file, false).acquire();
        int written = 0;
        while (written < bytes.length) {
            written += open.write(bytes, written, bytes.length - written);
        }
        open.release();
        return file;
    }

    /** What is at a path, links followed, or null. */
    public Inode get(String path) {
        try {
            return follow(root, path, Credentials.ROOT).inode();
        } catch (PosixException absent) {
            // ENOENT or ENOTDIR on the way: nothing is there.
            return null;
        }
    }
}
