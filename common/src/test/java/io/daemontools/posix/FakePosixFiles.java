package io.daemontools.posix;

/** The fake door's calls on names, passed on. */
abstract class FakePosixFiles implements Files {
    abstract Files files();

    @Override
    public void setMode(String path, int mode) {
        files().setMode(path, mode);
    }

    @Override
    public boolean status(CharSequence path, FileStatus into) {
        return files().status(path, into);
    }

    @Override
    public boolean makeDirectory(String path, int mode) {
        return files().makeDirectory(path, mode);
    }

    @Override
    public boolean makeFifo(String path, int mode) {
        return files().makeFifo(path, mode);
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
    public String readLink(String path) {
        return files().readLink(path);
    }

    @Override
    public void changeDirectory(String path) {
        files().changeDirectory(path);
    }

    @Override
    public void changeDirectory(int descriptor) {
        files().changeDirectory(descriptor);
    }

    @Override
    public void setUmask(int mask) {
        files().setUmask(mask);
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
