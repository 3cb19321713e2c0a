package io.daemontools.posix;

import java.nio.charset.StandardCharsets;

/** The fake file system and the working directory. Tests use the public methods to set it up and inspect it. */
public final class FakeTree {
    private static final int MAX_LINKS = 40;

    private final FakeDirectory root = new FakeDirectory(0755, null);
    private FakeDirectory working = root;
    private int umask;
    private boolean knowsBirths = true;

    /** Where a name leads: the directory that holds it, the name there, and what it names, null if nothing. */
    record Place(FakeDirectory directory, String name, FakeNode node) {
        FakeNode present() {
            if (node == null) {
                throw PosixException.of(Errno.ENOENT);
            }
            return node;
        }

        void put(FakeNode added) {
            directory.entries().put(name, added);
        }

        void putNew(FakeNode added) {
            if (!putIfNew(added)) {
                throw PosixException.of(Errno.EEXIST);
            }
        }

        boolean putIfNew(FakeNode added) {
            if (node != null) {
                return false;
            }
            put(added);
            return true;
        }
    }

    /** Makes a directory, and those above it. */
    public void directory(String path) {
        String[] names = path.split("/", -1);
        FakeDirectory at = path.startsWith("/") ? root : working;
        for (String name : names) {
            if (!name.isEmpty()) {
                FakeDirectory above = at;
                at = asDirectory(above.entries().computeIfAbsent(name, missing -> new FakeDirectory(0755, above)));
            }
        }
    }

    /** Makes or replaces a file with that content, one char per byte. */
    public void file(String path, String content) {
        find(path, true).put(new FakeFile(0644, content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Makes a FIFO. */
    public FakeFifo fifo(String path) {
        FakeFifo fifo = new FakeFifo(0600);
        find(path, true).putNew(fifo);
        return fifo;
    }

    /** Makes a symbolic link. */
    public void link(String path, String target) {
        find(path, false).putNew(new FakeLink(target));
    }

    /** Removes a name, and what is below it. */
    public void remove(String path) {
        Place place = find(path, false);
        place.present();
        place.directory().entries().remove(place.name());
    }

    /** Replaces a directory by an empty one with the same inode number. */
    public void remake(String directory) {
        FakeDirectory remade = directoryAt(directory);
        remade.entries().clear();
        remade.bornAgain();
    }

    /** Makes the file system record no creation times. */
    public void forgetBirths() {
        knowsBirths = false;
    }

    /** Whether there is something of that name, links not followed. */
    public boolean exists(String path) {
        return find(path, false).node() != null;
    }

    /** A file's content, a byte a char. */
    public String content(String path) {
        return new String(bytes(path), StandardCharsets.ISO_8859_1);
    }

    /** A file's content. */
    public byte[] bytes(String path) {
        return ((FakeFile) find(path, true).present()).content().clone();
    }

    /** The result of {@code stat}. */
    public FileStatus status(String path) {
        FileStatus status = new FileStatus();
        find(path, true).present().describe(status);
        return status;
    }

    /** Sets the number of links that {@code stat} reports. */
    public void setLinks(String path, int links) {
        find(path, true).present().setLinks(links);
    }

    /** The FIFO of that name. */
    public FakeFifo fifoAt(String path) {
        return (FakeFifo) find(path, true).present();
    }

    /** The working directory's absolute name. */
    public String workingDirectory() {
        StringBuilder path = new StringBuilder();
        for (FakeDirectory at = working; at != root; at = at.parent()) {
            path.insert(0, '/' + nameOf(at));
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    int withUmask(int permissions) {
        return permissions & ~umask;
    }

    void umask(int mask) {
        umask = mask;
    }

    FakeDirectory working() {
        return working;
    }

    FakeDirectory directoryAt(String path) {
        return asDirectory(find(path, true).present());
    }

    long birth(FakeNode node) {
        return knowsBirths ? node.birth() : Files.UNKNOWN;
    }

    void work(FakeNode in) {
        working = asDirectory(in);
    }

    /** Where a name leads; links on the way are followed, one at its end if wished. */
    Place find(String path, boolean followLast) {
        return find(working, path, followLast, 0);
    }

    private Place find(FakeDirectory from, String path, boolean followLast, int links) {
        if (path.isEmpty()) {
            throw PosixException.of(Errno.ENOENT);
        }
        if (links > MAX_LINKS) {
            throw PosixException.of(Errno.ELOOP);
        }
        FakeDirectory at = path.startsWith("/") ? root : from;
        String[] names = path.split("/+", -1);
        Place place = new Place(at, ".", at);
        for (int i = 0; i < names.length; i++) {
            if (!names[i].isEmpty()) {
                at = asDirectory(place.present());
                place = new Place(at, names[i], at.entries().get(names[i]));
                if (names[i].equals(".")) {
                    place = new Place(at, ".", at);
                } else if (names[i].equals("..")) {
                    place = new Place(at, "..", at.parent());
                } else if (place.node() instanceof FakeLink link && (followLast || i < names.length - 1)) {
                    place = find(at, link.target(), true, links + 1);
                }
            }
        }
        return place;
    }

    private static String nameOf(FakeDirectory directory) {
        return directory.parent().entries().entrySet().stream()
                .filter(entry -> entry.getValue() == directory)
                .map(entry -> entry.getKey())
                .findFirst()
                .orElse("(removed)");
    }

    private static FakeDirectory asDirectory(FakeNode node) {
        if (node instanceof FakeDirectory directory) {
            return directory;
        }
        throw PosixException.of(Errno.ENOTDIR);
    }
}
