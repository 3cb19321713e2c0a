package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the services that a command shows: those that were named, or all of the directory of services. */
public final class ServiceDirectories {
    private static final String[] USUAL = {"/service", "/etc/service", "/var/service"};

    private final String program;
    private final Posix posix;
    private final Diagnostics diagnostics;
    private final FileStatus file = new FileStatus();
    private final List<String> directories = new ArrayList<>();
    private final List<Boolean> named = new ArrayList<>();
    private final List<Boolean> examined = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();

    /** No path is greater, so that a path that is greater is no duplicate. */
    private String greatest = "";

    /** The paths, from the first one on that is not greater than those before it; or null. */
    private Set<String> known;

    /**
     * Finds none yet.
     *
     * @param program the command, whose name messages begin with
     */
    public ServiceDirectories(String program, Posix posix, Diagnostics diagnostics) {
        this.program = program;
        this.posix = posix;
        this.diagnostics = diagnostics;
    }

    /**
     * The service directories, in the order to be shown, each path once; those that were not {@link #named} may be files of another
     * kind.
     */
    public List<String> directories() {
        return directories;
    }

    /** The directories of services whose services they are. */
    public List<String> parents() {
        return parents;
    }

    /** Whether the service directory at an index was named, and not found in a directory of services. */
    public boolean named(int index) {
        return named.get(index);
    }

    /** Whether the directory at an index has been looked at. */
    public boolean examined(int index) {
        return examined.get(index);
    }

    /** Adds an operand: a service directory, or all services of a directory of services. */
    public void add(String operand) {
        String directory = operand.isEmpty() ? "." : operand;
        if (isService(directory)) {
            insert(directories.size(), directory, true, true);
        } else {
            addAll(directory);
        }
    }

    /** Adds an operand without looking at it. It counts as a service directory until {@link #expand} is called. */
    public void addUnexamined(String operand) {
        insert(directories.size(), operand.isEmpty() ? "." : operand, true, false);
    }

    /** Replaces an operand that has not been looked at by all services of it, if it is a directory of services. Returns whether it is. */
    public boolean expand(int index) {
        String directory = directories.get(index);
        if (isService(directory)) {
            examined.set(index, true);
            return false;
        }
        directories.remove(index);
        if (known != null) {
            known.remove(directory);
        }
        named.remove(index);
        examined.remove(index);
        insertAll(index, directory);
        return true;
    }

    private boolean isService(String directory) {
        return exists(directory + "/run") || exists(directory + "/supervise") || !isDirectory(directory);
    }

    /** Returns whether it was not there yet. */
    private boolean insert(int index, String directory, boolean isNamed, boolean isExamined) {
        if (directory.compareTo(greatest) > 0) {
            greatest = directory;
        } else {
            if (known == null) {
                known = new HashSet<>(directories);
            }
            if (known.contains(directory)) {
                int present = directories.indexOf(directory);
                named.set(present, named.get(present) || isNamed);
                return false;
            }
        }
        directories.add(index, directory);
        if (known != null) {
            known.add(directory);
        }
        named.add(index, isNamed);
        examined.add(index, isExamined);
        return true;
    }

    /** Adds the services of the directory that svscan usually supervises: {@code SERVICES}, or the first usual one that exists. */
    public void addUsual() {
        CharSequence variable = posix.variable("SERVICES");
        if (variable != null && variable.length() > 0) {
            addAll(variable.toString());
            return;
        }
        for (String usual : USUAL) {
            if (isDirectory(usual)) {
                addAll(usual);
                return;
            }
        }
        throw FatalException.system(program, "no directory of services: set SERVICES, or name one");
    }

    private void addAll(String parent) {
        insertAll(directories.size(), parent);
    }

    /** Those that svscan may supervise: names that do not begin with a dot. Which are directories is seen when they are read. */
    private void insertAll(int index, String parent) {
        if (!parents.contains(parent)) {
            parents.add(parent);
        }
        List<String> names = new ArrayList<>();
        try {
            DirectoryListing listing = posix.listDirectory(parent);
            try {
                while (listing.next()) {
                    if (!listing.hidden()) {
                        names.add(listing.name());
                    }
                }
            } finally {
                listing.close();
            }
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to read directory " + parent, error);
        }
        String[] sorted = names.toArray(new String[0]);
        sort(sorted, sorted.length);
        String prefix = parent.endsWith("/") ? parent : parent + "/";
        int next = index;
        for (String name : sorted) {
            next += insert(next, prefix.concat(name), false, true) ? 1 : 0;
        }
    }

    /** Sorts by bytes: a heap sort, which needs no other memory. */
    private static void sort(String[] names, int count) {
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(names, i, count);
        }
        for (int last = count - 1; last > 0; last--) {
            String largest = names[0];
            names[0] = names[last];
            names[last] = largest;
            sink(names, 0, last);
        }
    }

    private static void sink(String[] names, int from, int count) {
        int at = from;
        while (2 * at + 1 < count) {
            int child = 2 * at + 1;
            if (child + 1 < count && names[child].compareTo(names[child + 1]) < 0) {
                child++;
            }
            if (names[at].compareTo(names[child]) >= 0) {
                return;
            }
            String larger = names[child];
            names[child] = names[at];
            names[at] = larger;
            at = child;
        }
    }

    private boolean exists(String path) {
        try {
            return posix.stat(path, file);
        } catch (PosixException ignored) {
            // What cannot be examined is shown as such when it is read.
            return false;
        }
    }

    private boolean isDirectory(String path) {
        return exists(path) && file.directory();
    }

    /** Whether a service directory has a logger. */
    public boolean logged(String directory) {
        return isDirectory(directory.concat("/log"));
    }
}
