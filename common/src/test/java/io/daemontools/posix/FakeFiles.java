package io.daemontools.posix;

/** {@link FakePosix}'s calls on names. */
final class FakeFiles implements Files {
    private final FakeCalls calls;
    private final FakeTree tree;
    private final FakeDescriptors descriptors;

    FakeFiles(FakeCalls calls, FakeTree tree, FakeDescriptors descriptors) {
        this.calls = calls;
        this.tree = tree;
        this.descriptors = descriptors;
    }

    @Override
    public boolean stat(CharSequence path, FileStatus into) {
        calls.made("stat", path);
        try {
            tree.find(path.toString(), true).present().describe(into);
            return true;
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOENT) {
                return false;
            }
            throw error;
        }
    }

    @Override
    public boolean mkdir(String path, int mode) {
        calls.made("mkdir", path, Integer.toOctalString(mode));
        FakeTree.Place place = tree.find(path, false);
        return place.putIfNew(new FakeDirectory(tree.withUmask(mode), place.directory()));
    }

    @Override
    public boolean mkfifo(String path, int mode) {
        calls.made("mkfifo", path, Integer.toOctalString(mode));
        return tree.find(path, false).putIfNew(new FakeFifo(tree.withUmask(mode)));
    }

    @Override
    public void rename(String from, String to) {
        calls.made("rename", from, to);
        FakeTree.Place old = tree.find(from, false);
        tree.find(to, false).put(old.present());
        old.directory().entries().remove(old.name());
    }

    @Override
    public void link(String existing, CharSequence added) {
        calls.made("link", existing, added);
        FakeNode node = tree.find(existing, false).present();
        tree.find(added.toString(), false).putNew(node);
        node.linked();
    }

    @Override
    public void chmod(String path, int mode) {
        calls.made("chmod", path, Integer.toOctalString(mode));
        tree.find(path, true).present().setPermissions(mode);
    }

    @Override
    public void unlink(CharSequence path) {
        calls.made("unlink", path);
        FakeNode node = tree.find(path.toString(), false).present();
        if (node instanceof FakeDirectory) {
            throw PosixException.of(Errno.EISDIR);
        }
        tree.remove(path.toString());
        node.unlinked();
    }

    @Override
    public String readlink(String path) {
        calls.made("readlink", path);
        if (tree.find(path, false).present() instanceof FakeLink link) {
            return link.target();
        }
        return null;
    }

    @Override
    public void chdir(String path) {
        calls.made("chdir", path);
        tree.work(tree.find(path, true).present());
    }

    @Override
    public void chdir(int descriptor) {
        calls.made("chdir", descriptor);
        tree.work(descriptors.get(descriptor).node());
    }

    @Override
    public void umask(int mask) {
        calls.made("umask", Integer.toOctalString(mask));
        tree.umask(mask);
    }

    @Override
    public long birth(CharSequence path) {
        calls.made("birth", path);
        FakeNode node = tree.find(path.toString(), true).node();
        return node == null ? UNKNOWN : tree.birth(node);
    }

    @Override
    public DirectoryListing listDirectory(String path) {
        if (path.equals(WORKING_DIRECTORY)) {
            calls.made("listWorkingDirectory");
        } else {
            calls.made("listDirectory", path);
        }
        return new FakeListing(calls, tree, tree.directoryAt(path));
    }
}
