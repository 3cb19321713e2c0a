package io.daemontools.simulation.conformance;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import java.util.Set;
import java.util.TreeSet;

/** The calls of a scenario on names. */
abstract class FileCalls extends SocketCalls {
    private final Surroundings surroundings;

    FileCalls(Posix posix, Trace trace, Surroundings surroundings) {
        super(posix, trace);
        this.surroundings = surroundings;
    }

    final void stat(String path) {
        trace.result(
                "stat(" + path + ")",
                () -> {
                    FileStatus status = new FileStatus();
                    return posix.stat(path, status) ? shown(status) : "ENOENT";
                },
                null);
    }

    /** Records whether two names are of one file. */
    final void sameFile(String one, String other) {
        trace.result(
                "sameFile(" + one + ", " + other + ")",
                () -> {
                    FileStatus first = new FileStatus();
                    FileStatus second = new FileStatus();
                    return !posix.stat(one, first) || !posix.stat(other, second)
                            ? "ENOENT"
                            : Boolean.toString(same(first, second));
                },
                null);
    }

    /** Records whether a descriptor is of the file of that name. */
    final void sameFile(int descriptor, String name) {
        trace.result(
                "sameFile(" + trace.descriptor(descriptor) + ", " + name + ")",
                () -> {
                    FileStatus first = new FileStatus();
                    FileStatus second = new FileStatus();
                    posix.stat(descriptor, first);
                    return posix.stat(name, second) ? Boolean.toString(same(first, second)) : "ENOENT";
                },
                null);
    }

    private static boolean same(FileStatus first, FileStatus second) {
        return first.inode() == second.inode() && first.device() == second.device();
    }

    final void mkdir(String path, int mode) {
        trace.result(
                "mkdir(" + path + ", " + Trace.octal(mode) + ")", () -> posix.mkdir(path, mode) ? "0" : "EEXIST", null);
    }

    final void mkfifo(String path, int mode) {
        trace.result(
                "mkfifo(" + path + ", " + Trace.octal(mode) + ")",
                () -> posix.mkfifo(path, mode) ? "0" : "EEXIST",
                null);
    }

    final void rename(String from, String to) {
        trace.call("rename(" + from + ", " + to + ")", () -> posix.rename(from, to));
    }

    final void link(String existing, String added) {
        trace.call("link(" + existing + ", " + added + ")", () -> posix.link(existing, added));
    }

    final void unlink(String path) {
        trace.call("unlink(" + path + ")", () -> posix.unlink(path));
    }

    final void chmod(String path, int mode) {
        trace.call("chmod(" + path + ", " + Trace.octal(mode) + ")", () -> posix.chmod(path, mode));
    }

    final void removeDirectory(String path) {
        trace.call("rmdir(" + path + ")", () -> posix.rmdir(path));
    }

    final void chown(String path, long user, long group) {
        trace.call("chown(" + path + ", " + user + ", " + group + ")", () -> posix.chown(path, user, group));
    }

    final void readlink(String path) {
        trace.result(
                "readlink(" + path + ")",
                () -> {
                    String target = posix.readlink(path);
                    return target == null ? "EINVAL" : Trace.quoted(target);
                },
                null);
    }

    final void chdir(String path) {
        trace.call("chdir(" + path + ")", () -> posix.chdir(path));
    }

    final void chdir(int descriptor) {
        trace.call("chdir(" + trace.descriptor(descriptor) + ")", () -> posix.chdir(descriptor));
    }

    /** The path, which is not recorded; empty if the call fails. */
    final String getcwd() {
        String[] path = {""};
        trace.call("getcwd()", () -> path[0] = posix.getcwd());
        return path[0];
    }

    final void umask(int mask) {
        trace.call("umask(" + Trace.octal(mask) + ")", () -> posix.umask(mask));
    }

    /** When the file was created; the time itself is not recorded. */
    final long birth(String path) {
        return posix.birth(path);
    }

    /** The bytes that are free; not recorded. */
    final long statvfs(String path) {
        return posix.statvfs(path);
    }

    /** The number of files that are free; not recorded. */
    final long statvfsFiles(String path) {
        return posix.statvfsFiles(path);
    }

    /** Records the names in a directory, sorted. */
    final void list(String path) {
        trace.result(
                "list(" + path + ")",
                () -> {
                    Set<String> names = new TreeSet<>();
                    DirectoryListing listing = posix.listDirectory(path);
                    while (listing.next()) {
                        names.add(listing.name());
                    }
                    listing.close();
                    return names.toString();
                },
                null);
    }

    /** A listing of the working directory, or null. */
    final DirectoryListing listWorkingDirectory() {
        DirectoryListing[] listing = new DirectoryListing[1];
        trace.call("listWorkingDirectory()", () -> listing[0] = posix.listWorkingDirectory());
        return listing[0];
    }

    /** Creates a file or replaces its content. */
    final void file(String path, String text) {
        trace.call("file(" + path + ", " + Trace.quoted(text) + ")", () -> {
            byte[] bytes = Bytes.of(text);
            int descriptor = posix.openTruncate(path);
            posix.writeAll(descriptor, bytes, 0, bytes.length);
            posix.close(descriptor);
        });
    }

    /** Creates an executable file. */
    final void script(String path, String text) {
        file(path, text);
        chmod(path, 0755);
    }

    /** Records what is in a file. */
    final void contents(String path) {
        trace.result(
                "contents(" + path + ")",
                () -> {
                    int descriptor = posix.openRead(path);
                    String text = rest(descriptor);
                    posix.close(descriptor);
                    return Trace.quoted(text);
                },
                null);
    }

    /** Makes a symbolic link, which no command does. The path is relative to the directory in which the scenario starts. */
    final void symlink(String target, String path) {
        trace.note("symlink(" + target + ", " + path + ")");
        surroundings.symlink(target, path);
    }

    /** Another process removes an empty directory. The path is relative to the directory in which the scenario starts. */
    final void rmdir(String path) {
        trace.note("rmdir(" + path + ")");
        surroundings.rmdir(path);
    }

    /** Waits until a process to which STOP was sent has stopped: until then, another signal may act on it first. */
    final void awaitStop(int process) {
        trace.note("awaitStop(" + trace.process(process) + ")");
        surroundings.awaitStop(process);
    }

    /** The path of one of the {@link Programs}. */
    final String program(String name) {
        return surroundings.programs() + "/" + name;
    }

    /** Records the result of a comparison. */
    final void check(String what, boolean holds) {
        trace.note(what + ": " + holds);
    }
}
