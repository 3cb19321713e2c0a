package io.daemontools.simulation.kernel;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Files;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.Place;
import io.daemontools.simulation.file.SymbolicLink;
import java.util.function.ToLongFunction;

/** The calls on names. */
final class FileCalls extends Calls implements Files {
    private static final Strace.Argument BIRTH = Strace.symbol("STATX_BTIME");

    FileCalls(SimulatedProcess process, Kernel kernel) {
        super(process, kernel);
    }

    @Override
    public boolean stat(CharSequence path, FileStatus into) {
        return succeeds(
                Call.STAT, () -> follow(path).present().describe(into), Errno.ENOENT, path, Strace.status(into));
    }

    /** A call of which one error is an answer. */
    private boolean succeeds(Call call, Runnable effect, Errno no, Object... arguments) {
        try {
            execute(call, effect, arguments);
            return true;
        } catch (PosixException error) {
            if (error.errno() == no) {
                return false;
            }
            throw error;
        }
    }

    @Override
    public boolean mkdir(CharSequence path, int mode) {
        return succeeds(
                Call.MKDIR,
                () -> kernel.files().mkdir(find(path), mode & ~process.umask(), who()),
                Errno.EEXIST,
                path,
                Strace.mode(mode));
    }

    @Override
    public boolean mkfifo(CharSequence path, int mode) {
        return succeeds(
                Call.MKFIFO,
                () -> kernel.files().mkfifo(find(path), mode & ~process.umask(), who()),
                Errno.EEXIST,
                path,
                Strace.mode(mode));
    }

    @Override
    public void rename(String from, CharSequence to) {
        execute(Call.RENAME, () -> kernel.files().rename(find(from), find(to), who()), from, to);
    }

    @Override
    public void link(String existing, CharSequence added) {
        execute(Call.LINK, () -> kernel.files().link(linked(existing), find(added), who()), existing, added);
    }

    private Place linked(String existing) {
        return kernel.system().linkFollows() ? follow(existing) : find(existing);
    }

    @Override
    public void unlink(CharSequence path) {
        execute(Call.UNLINK, () -> kernel.files().unlink(find(path), who()), path);
    }

    @Override
    public void chmod(String path, int mode) {
        execute(Call.CHMOD, () -> kernel.files().chmod(follow(path).present(), mode, who()), path, Strace.mode(mode));
    }

    @Override
    public void rmdir(String path) {
        execute(Call.RMDIR, () -> kernel.files().rmdir(find(path), who()), path);
    }

    @Override
    public void chown(String path, long user, long group) {
        execute(Call.CHOWN, () -> kernel.files().chown(follow(path).present(), user, group, who()), path, user, group);
    }

    @Override
    public String readlink(String path) {
        return perform(
                Call.READLINK, () -> find(path).present() instanceof SymbolicLink link ? link.target() : null, path);
    }

    @Override
    public void chdir(String path) {
        execute(Call.CHDIR, () -> enter(follow(path)), path);
    }

    private void enter(Place place) {
        Directory directory = place.presentDirectory();
        directory.check(who(), Inode.EXECUTE);
        process.setWorkingDirectory(directory);
    }

    @Override
    public void chdir(int descriptor) {
        execute(
                Call.FCHDIR,
                () -> {
                    if (!(file(descriptor).inode() instanceof Directory directory)) {
                        throw PosixException.of(Errno.ENOTDIR);
                    }
                    directory.check(who(), Inode.EXECUTE);
                    process.setWorkingDirectory(directory);
                },
                descriptor);
    }

    @Override
    public String getcwd() {
        return perform(Call.GETCWD, () -> {
            if (process.workingDirectory().removed()) {
                throw PosixException.of(Errno.ENOENT);
            }
            return process.workingDirectory().path();
        });
    }

    @Override
    public void umask(int mask) {
        execute(Call.UMASK, () -> process.setUmask(mask), Strace.mode(mask));
    }

    @Override
    public long birth(CharSequence path) {
        try {
            return perform(Call.STAT, () -> follow(path).present().birth(), path, BIRTH);
        } catch (PosixException unknown) {
            // By the contract, a birth that cannot be known is UNKNOWN.
            return UNKNOWN;
        }
    }

    @Override
    public long statvfs(CharSequence path) {
        return statvfs(path, Disk::available);
    }

    @Override
    public long statvfsFiles(CharSequence path) {
        return statvfs(path, Disk::availableFiles);
    }

    private long statvfs(CharSequence path, ToLongFunction<Disk> field) {
        try {
            return perform(
                    Call.STATVFS,
                    () -> {
                        follow(path).present();
                        return field.applyAsLong(kernel.files().disk());
                    },
                    path);
        } catch (PosixException unknown) {
            // By the contract, space that cannot be known is UNKNOWN_SPACE.
            return UNKNOWN_SPACE;
        }
    }

    @Override
    public DirectoryListing listDirectory(String path) {
        return perform(
                Call.OPENDIR,
                () -> {
                    Directory directory = follow(path).presentDirectory();
                    directory.check(who(), Inode.READ);
                    int descriptor = process.descriptors()
                            .add(
                                    OpenFile.forReading(directory),
                                    true,
                                    process.limits().soft(Resource.OPEN_FILES));
                    return new Listing(this, directory, descriptor);
                },
                path);
    }
}
