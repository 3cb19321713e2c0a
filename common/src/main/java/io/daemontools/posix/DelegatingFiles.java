package io.daemontools.posix;

/** The calls of {@link DelegatingPosix} on descriptors and names. */
abstract class DelegatingFiles implements Descriptors, Files {
    /** Carries out the calls on descriptors. */
    protected abstract Descriptors descriptors();

    /** Carries out the calls on names. */
    protected abstract Files files();

    @Override
    public final int openRead(CharSequence path) {
        return descriptors().openRead(path);
    }

    @Override
    public final int openReadNoFollow(CharSequence path) {
        return descriptors().openReadNoFollow(path);
    }

    @Override
    public final int openWrite(CharSequence path) {
        return descriptors().openWrite(path);
    }

    @Override
    public final int openReadWriteExisting(CharSequence path) {
        return descriptors().openReadWriteExisting(path);
    }

    @Override
    public final int openAppend(String path) {
        return descriptors().openAppend(path);
    }

    @Override
    public final int openAppendExisting(String path) {
        return descriptors().openAppendExisting(path);
    }

    @Override
    public final int openTruncate(String path) {
        return descriptors().openTruncate(path);
    }

    @Override
    public final int openReadWrite(String path) {
        return descriptors().openReadWrite(path);
    }

    @Override
    public final int pread(int descriptor, byte[] buffer, int offset, int length, long position) {
        return descriptors().pread(descriptor, buffer, offset, length, position);
    }

    @Override
    public final int pwrite(int descriptor, byte[] buffer, int offset, int length, long position) {
        return descriptors().pwrite(descriptor, buffer, offset, length, position);
    }

    @Override
    public final int read(int descriptor, byte[] buffer, int offset, int length) {
        return descriptors().read(descriptor, buffer, offset, length);
    }

    @Override
    public final int readInterruptibly(int descriptor, byte[] buffer, int offset, int length) {
        return descriptors().readInterruptibly(descriptor, buffer, offset, length);
    }

    @Override
    public final int write(int descriptor, byte[] buffer, int offset, int length) {
        return descriptors().write(descriptor, buffer, offset, length);
    }

    @Override
    public final int writeNow(int descriptor, byte[] buffer, int offset, int length) {
        return descriptors().writeNow(descriptor, buffer, offset, length);
    }

    @Override
    public final void close(int descriptor) {
        descriptors().close(descriptor);
    }

    @Override
    public final void pipe(int[] ends) {
        descriptors().pipe(ends);
    }

    @Override
    public final void inherit(int descriptor) {
        descriptors().inherit(descriptor);
    }

    @Override
    public final void closeOnExec(int descriptor) {
        descriptors().closeOnExec(descriptor);
    }

    @Override
    public final void move(int from, int to) {
        descriptors().move(from, to);
    }

    @Override
    public final int dup(int descriptor) {
        return descriptors().dup(descriptor);
    }

    @Override
    public final void setBlocking(int descriptor, boolean blocking) {
        descriptors().setBlocking(descriptor, blocking);
    }

    @Override
    public final void lseek(int descriptor, long offset) {
        descriptors().lseek(descriptor, offset);
    }

    @Override
    public final void fsync(int descriptor) {
        descriptors().fsync(descriptor);
    }

    @Override
    public final void chmod(int descriptor, int mode) {
        descriptors().chmod(descriptor, mode);
    }

    @Override
    public final void stat(int descriptor, FileStatus into) {
        descriptors().stat(descriptor, into);
    }

    @Override
    public final int terminalLines(int descriptor) {
        return descriptors().terminalLines(descriptor);
    }

    @Override
    public final int terminalColumns(int descriptor) {
        return descriptors().terminalColumns(descriptor);
    }

    @Override
    public final void tryLock(int descriptor) {
        descriptors().tryLock(descriptor);
    }

    @Override
    public final void lock(int descriptor) {
        descriptors().lock(descriptor);
    }

    @Override
    public final void lockf(int descriptor) {
        descriptors().lockf(descriptor);
    }

    @Override
    public final void poll(int[] descriptors, boolean[] ready, long nanoseconds) {
        descriptors().poll(descriptors, ready, nanoseconds);
    }

    @Override
    public final boolean stat(CharSequence path, FileStatus into) {
        return files().stat(path, into);
    }

    @Override
    public final boolean mkdir(CharSequence path, int mode) {
        return files().mkdir(path, mode);
    }

    @Override
    public final boolean mkfifo(CharSequence path, int mode) {
        return files().mkfifo(path, mode);
    }

    @Override
    public final void rename(String from, CharSequence to) {
        files().rename(from, to);
    }

    @Override
    public final void link(String existing, CharSequence added) {
        files().link(existing, added);
    }

    @Override
    public final void unlink(CharSequence path) {
        files().unlink(path);
    }

    @Override
    public final void rmdir(String path) {
        files().rmdir(path);
    }

    @Override
    public final void chmod(String path, int mode) {
        files().chmod(path, mode);
    }

    @Override
    public final void chown(String path, long user, long group) {
        files().chown(path, user, group);
    }

    @Override
    public final String readlink(String path) {
        return files().readlink(path);
    }

    @Override
    public final void chdir(String path) {
        files().chdir(path);
    }

    @Override
    public final void chdir(int descriptor) {
        files().chdir(descriptor);
    }

    @Override
    public final String getcwd() {
        return files().getcwd();
    }

    @Override
    public final void umask(int mask) {
        files().umask(mask);
    }

    @Override
    public final long birth(CharSequence path) {
        return files().birth(path);
    }

    @Override
    public final long statvfs(CharSequence path) {
        return files().statvfs(path);
    }

    @Override
    public final long statvfsFiles(CharSequence path) {
        return files().statvfsFiles(path);
    }

    @Override
    public final DirectoryListing listDirectory(String path) {
        return files().listDirectory(path);
    }
}
