package io.daemontools.posix;

/** {@link FakePosix}'s calls on names, passed on. */
abstract class FakePosixFiles implements Files {
    abstract Files files();

    @Override
    public void chmod(String path, int mode) {
        files().chmod(path, mode);
    }

    @Override
    public boolean stat(CharSequence path, FileStatus into) {
        return files().stat(path, into);
    }

    @Override
    public boolean mkdir(String path, int mode) {
        return files().mkdir(path, mode);
    }

    @Override
    public boolean mkfifo(String path, int mode) {
        return files().mkfifo(path, mode);
    }

    @Override
    public void rename(String from, String to) {
        files().rename(from, to);
    }

    @Override
    public void link(String existing, CharSequence added) {
        files().link(existing, added);
    }

    @Override
    public void unlink(CharSequence path) {
        files().unlink(path);
    }

    @Override
    public String readlink(String path) {
        return files().readlink(path);
    }

    @Override
    public void chdir(String path) {
        files().chdir(path);
    }

    @Override
    public void chdir(int descriptor) {
        files().chdir(descriptor);
    }

    @Override
    public void umask(int mask) {
        files().umask(mask);
    }

    @Override
    public long birth(CharSequence path) {
        return files().birth(path);
    }

    @Override
    public DirectoryListing listDirectory(String path) {
        return files().listDirectory(path);
    }
}
