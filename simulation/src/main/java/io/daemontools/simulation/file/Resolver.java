package io.daemontools.simulation.file;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.os.OperatingSystem;

/** Resolves one path: name by name, links followed, with the permission to search each directory. */
final class Resolver {
    private final Directory root;
    private final Credentials who;
    private final int longestName;
    private final OperatingSystem system;
    private int links;

    Resolver(Directory root, Credentials who, int longestName, OperatingSystem system) {
        this.root = root;
        this.who = who;
        this.longestName = longestName;
        this.system = system;
    }

    /**
     * Resolves a path.
     *
     * @param working where a relative path begins
     * @param follow whether a link at its end is followed; one before a slash always is
     */
    Place resolve(Directory working, String path, boolean follow) {
        if (path.isEmpty()) {
            throw PosixException.of(Errno.ENOENT);
        }
        if (path.length() >= system.pathMax()) {
            throw PosixException.of(Errno.ENAMETOOLONG);
        }
        Directory at = path.charAt(0) == '/' ? root : working;
        Place place = new Place(at, ".", at);
        int length = path.length();
        int start = 0;
        while (start < length) {
            int end = path.indexOf('/', start);
            if (end < 0) {
                end = length;
            }
            if (end > start) {
                boolean last = end == length;
                place = step(place.presentDirectory(), path.substring(start, end), follow || !last);
            }
            start = end + 1;
        }
        if (path.charAt(length - 1) != '/') {
            return place;
        }
        if (place.inode() != null) {
            place.presentDirectory();
        }
        return new Place(place.directory(), place.name(), place.inode(), true);
    }

    private Place step(Directory at, String name, boolean follow) {
        at.check(who, Inode.EXECUTE);
        if (name.length() > longestName) {
            throw PosixException.of(Errno.ENAMETOOLONG);
        }
        if (name.equals(".")) {
            return new Place(at, name, at);
        }
        if (name.equals("..")) {
            return new Place(at, name, at.parent());
        }
        Inode inode = at.get(name);
        if (follow && inode instanceof SymbolicLink link) {
            links++;
            if (links > system.mostLinks()) {
                throw PosixException.of(Errno.ELOOP);
            }
            return resolve(at, link.target(), true);
        }
        return new Place(at, name, inode);
    }
}
