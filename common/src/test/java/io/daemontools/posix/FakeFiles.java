package io.daemontools.posix;

/** The fake door's calls on names. */
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
    public boolean status(CharSequence path, FileStatus into) {
        calls.made("status", path);
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
    public boolean makeDirectory(String path, int mode) {
        calls.made("makeDirectory", path, Integer.toOctalString(mode));
        FakeTree.Place place = tree.find(path, false);
        return place.putIfNew(new FakeDirectory(tree.withUmask(mode), place.directory()));
    }

    @Override
    public boolean makeFifo(String path, int mode) {
        calls.made("makeFifo", path, Integer.toOctalString(mode));
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
    public void setMode(String path, int mode) {
        calls.made("setMode", path, Integer.toOctalString(mode));
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
    public String readLink(String path) {
        calls.made("readLink", path);
        if (tree.find(path, false).present() instanceof FakeLink link) {
            return link.target();
        }
        return null;
    }

    @Override
    public void changeDirectory(String path) {
        calls.made("changeDirectory", path);
        tree.work(tree.find(path, true).present());
    }

    @Override
    public void changeDirectory(int descriptor) {
        calls.made("changeDirectory", descriptor);
        tree.work(descriptors.get(descriptor).node());
    }

    @Override
    public void setUmask(int mask) {
        calls.made("setUmask", Integer.toOctalString(mask));
        tree.setUmask(mask);
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
