package io.daemontools.svlogs;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.PrintableText;
import io.daemontools.log.LogDirectories;
import io.daemontools.log.LogFiles;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceDirectories;
import java.util.ArrayList;
import java.util.List;

/** Finds the logs that are named, or those of all services. */
final class LogSources {
    private static final int LARGEST = 256 * 1024;
    private static final int SMALLEST = 4 * 1024;

    /** The sizes of all buffers together, at first, unless there are very many. */
    private static final int ALTOGETHER = 2 * 1024 * 1024;

    private static final int NO_DESCRIPTOR = -1;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final LogDirectories logs;
    private final LogNames names;
    private final Bisection bisection;
    private final FileStatus status = new FileStatus();
    private final List<Found> found = new ArrayList<>();
    private final List<String> services = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private int made;
    private boolean failed;

    /** A log directory with its status, or a stream that has a descriptor. */
    private record Found(String path, String name, int descriptor, FileStatus file) {
        static Found stream(String path, int descriptor) {
            return new Found(path, "", descriptor, new FileStatus());
        }
    }

    LogSources(Posix posix, Diagnostics diagnostics) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        logs = new LogDirectories(posix);
        names = new LogNames(logs);
        bisection = new Bisection(posix);
    }

    /** Adds the logs of all services of the usual directory. */
    void addUsual() {
        ServiceDirectories usual = new ServiceDirectories(Svlogs.NAME, posix, diagnostics);
        usual.addUsual();
        addServices(usual);
    }

    /** Adds an operand: a log directory, a service directory, a directory of services, {@code -}, or a FIFO or file to read. */
    void add(String operand) {
        if (operand.equals("-")) {
            found.add(Found.stream("standard input", Posix.STDIN));
            return;
        }
        String path = withoutSlashes(operand);
        try {
            if (!posix.stat(path, status)) {
                boolean option = path.length() > 1 && path.startsWith("-");
                warn("unable to open " + PrintableText.of(path) + ": file does not exist"
                        + (option ? "; options come before directories" : ""));
                return;
            }
            if (!status.directory()) {
                found.add(Found.stream(path, posix.openRead(path)));
                return;
            }
        } catch (PosixException error) {
            warn("unable to open " + PrintableText.of(path) + ": "
                    + error.errno().text());
            return;
        }
        addDirectory(path);
    }

    private void addDirectory(String path) {
        if (logs.isLogDirectory(path)) {
            addDirectory(path, path);
        } else if (logs.isDirectory(path.concat("/log"))) {
            services.add(path);
            if (!addLogger(path.concat("/log"), path)) {
                warnOfNone(path.concat("/log"));
            }
        } else if (!addLogger(path, path)) {
            ServiceDirectories listed = new ServiceDirectories(Svlogs.NAME, posix, diagnostics);
            listed.add(path);
            if (listed.parents().isEmpty()) {
                warnOfNone(path);
            } else {
                addServices(listed);
            }
        }
    }

    private void addServices(ServiceDirectories listed) {
        parents.addAll(listed.parents());
        for (String service : listed.directories()) {
            addLogger(service.concat("/log"), service);
        }
    }

    /** Looks for logs that have been added to the services, and to the directories of services. */
    void look() {
        for (String service : services) {
            addLogger(service.concat("/log"), service);
        }
        for (String parent : parents) {
            for (String service : logs.entries(parent)) {
                addLogger(service.concat("/log"), service);
            }
        }
    }

    /** Returns whether there is a log directory. */
    private boolean addLogger(String logger, String service) {
        List<String> directories = logs.of(logger);
        for (String directory : directories) {
            addDirectory(directory, service);
        }
        return !directories.isEmpty();
    }

    /** Adds a log directory, unless it is there already: {@code log/main} may be a link to one that {@code log/run} names. */
    private void addDirectory(String directory, String service) {
        for (Found each : found) {
            if (each.descriptor == NO_DESCRIPTOR && each.path.equals(directory)) {
                return;
            }
        }
        FileStatus file = new FileStatus();
        if (examine(directory, file) && !isKnown(file)) {
            found.add(new Found(directory, names.of(absolute(service)), NO_DESCRIPTOR, file));
        }
    }

    private boolean isKnown(FileStatus file) {
        for (Found each : found) {
            // It may have been removed since, so that the other one has got its number.
            if (each.descriptor == NO_DESCRIPTOR
                    && each.file.same(file)
                    && examine(each.path, status)
                    && status.same(file)) {
                return true;
            }
        }
        return false;
    }

    private boolean examine(String directory, FileStatus into) {
        try {
            return posix.stat(directory, into);
        } catch (PosixException ignored) {
            // It has been seen just before: the next look at the services may find it again.
            return false;
        }
    }

    /** There is no log directory in a directory, unless that cannot be read, or the usual one cannot. */
    private void warnOfNone(String logger) {
        for (String directory : new String[] {logger, logger.concat("/main")}) {
            Errno denied = denied(directory);
            if (denied != null) {
                warn("unable to read " + PrintableText.of(directory) + ": " + denied.text());
                return;
            }
        }
        warn("no log directory in " + PrintableText.of(logger));
    }

    /** Why a directory cannot be read or searched; null if it can be, or does not exist. */
    private Errno denied(String directory) {
        try {
            posix.listDirectory(directory).close();
            posix.stat(directory.concat("/").concat(LogFiles.CURRENT), new FileStatus());
            return null;
        } catch (PosixException error) {
            return error.errno() == Errno.ENOENT || error.errno() == Errno.ENOTDIR ? null : error.errno();
        }
    }

    private void warn(String message) {
        diagnostics.warn(message);
        failed = true;
    }

    private static String withoutSlashes(String operand) {
        int end = operand.length();
        while (end > 1 && operand.charAt(end - 1) == '/') {
            end--;
        }
        return operand.isEmpty() ? "." : operand.substring(0, end);
    }

    private String absolute(String path) {
        if (path.startsWith("/")) {
            return path;
        }
        try {
            return posix.getcwd() + '/' + path;
        } catch (PosixException ignored) {
            // The working directory was removed, or cannot be read.
            return path;
        }
    }

    /** Whether an operand could not be used. */
    boolean failed() {
        return failed;
    }

    /** Whether {@link #look} may find more. */
    boolean mayGrow() {
        return !services.isEmpty() || !parents.isEmpty();
    }

    /** How many there are. */
    int count() {
        return found.size();
    }

    /**
     * Makes the sources of those that were found since the last call.
     *
     * @param keepsPosition whether a cursor will have the positions; see {@link DirectorySource}
     */
    List<Source> sources(boolean follows, boolean keepsPosition) {
        List<Source> sources = new ArrayList<>();
        int size = LARGEST;
        while (size > SMALLEST && size * found.size() > ALTOGETHER) {
            size /= 2;
        }
        for (; made < found.size(); made++) {
            Found each = found.get(made);
            sources.add(
                    each.descriptor == NO_DESCRIPTOR
                            ? new DirectorySource(
                                    posix,
                                    made,
                                    size,
                                    absolute(each.path),
                                    Bytes.of(each.name),
                                    follows,
                                    keepsPosition,
                                    bisection,
                                    diagnostics)
                            : new StreamSource(posix, made, size, each.descriptor, each.path, !follows, diagnostics));
        }
        return sources;
    }
}
