package io.daemontools.simulation.unit;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.Place;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.file.SocketFile;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.kernel.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The file system, as another process sees it that has the same working directory. */
public final class Tree {
    private static final int FILE_PERMISSIONS = 0644;
    private static final int PROGRAM_PERMISSIONS = 0755;
    private static final int FIFO_PERMISSIONS = 0600;

    private final FileSystem files;
    private final Timeline timeline;
    private final SimulatedProcess process;
    private final Map<Inode, FifoPeer> peers = new HashMap<>();

    Tree(Kernel kernel, SimulatedProcess process) {
        files = kernel.files();
        timeline = kernel.timeline();
        this.process = process;
    }

    private String absolute(String path) {
        return path.startsWith("/") ? path : workingDirectory() + '/' + path;
    }

    private Place find(String path) {
        return files.find(process.workingDirectory(), path, Credentials.ROOT);
    }

    private Inode present(String path) {
        return files.follow(process.workingDirectory(), path, Credentials.ROOT).present();
    }

    /** Sets the length of the longest name, which is 255 otherwise. */
    public void setLongestName(int bytes) {
        files.setLongestName(bytes);
    }

    /** Makes a directory, and those above it. */
    public void directory(String path) {
        files.makeDirectories(absolute(path));
    }

    /** Makes a file with that content, a byte a char, or replaces the content of one. */
    public void file(String path, String content) {
        files.write(absolute(path), FILE_PERMISSIONS, content);
    }

    /** Makes an empty file that may be executed. */
    public void executable(String path) {
        files.write(absolute(path), PROGRAM_PERMISSIONS, "");
    }

    /** Makes a FIFO. */
    public FifoPeer fifo(String path) {
        return peer(files.mkfifo(find(path), FIFO_PERMISSIONS, Credentials.ROOT));
    }

    /** Another process at a FIFO, the same one each time. */
    public FifoPeer fifoAt(String path) {
        return peer((Fifo) present(path));
    }

    private FifoPeer peer(Fifo fifo) {
        return peers.computeIfAbsent(fifo, made -> new FifoPeer(fifo));
    }

    /** Makes a symbolic link. */
    public void link(String path, String target) {
        files.symlink(find(path), target, Credentials.ROOT);
    }

    /** Renames a file. */
    public void rename(String from, String to) {
        files.rename(find(from), find(to), Credentials.ROOT);
    }

    /** Removes a name, and what is below it. */
    public void remove(String path) {
        files.removeTree(absolute(path));
    }

    /** Removes a directory, and a nanosecond later makes one that gets the inode number of the one before. */
    public void remake(String directory) {
        timeline.advance(1);
        files.remake(absolute(directory));
    }

    /**
     * Another process sends a datagram to a socket, a byte a char. {@code ECONNREFUSED} if the socket was closed.
     *
     * @param sender its process id
     * @param user its user id
     */
    public void send(String socket, String text, int sender, long user) {
        byte[] bytes = Bytes.of(text);
        ((SocketFile) present(socket)).socket().send(bytes, 0, bytes.length, sender, user);
    }

    /** Another process has the lock of a file. */
    public void lockedByAnother(String path) {
        Inode inode = present(path);
        inode.setLockHolder(OpenFile.forReading(inode).acquire());
    }

    /** Whether there is something of that name, links not followed. */
    public boolean exists(String path) {
        try {
            return find(path).inode() != null;
        } catch (PosixException absent) {
            // ENOENT or ENOTDIR on the way.
            return false;
        }
    }

    /** A file's content, a byte a char. */
    public String content(String path) {
        return ((RegularFile) present(path)).text();
    }

    /** A file's content. */
    public byte[] bytes(String path) {
        return ((RegularFile) present(path)).bytes();
    }

    /** What {@code stat} reports of it. */
    public FileStatus status(String path) {
        FileStatus status = new FileStatus();
        present(path).describe(status);
        return status;
    }

    /** The names in a directory, without {@code .} and {@code ..}. */
    public List<String> names(String path) {
        return ((Directory) present(path)).names();
    }

    /** Sets the permission bits. */
    public void setPermissions(String path, int bits) {
        present(path).setPermissions(bits);
    }

    /** Gives it to a user and a group. */
    public void setOwner(String path, long user, long group) {
        present(path).setOwner(user, group);
    }

    /** Sets the number of links that {@code stat} reports. */
    public void setLinks(String path, int links) {
        Inode inode = present(path);
        inode.addLinks(links - inode.links());
    }

    /** The working directory's absolute name. */
    public String workingDirectory() {
        return process.workingDirectory().path();
    }
}
