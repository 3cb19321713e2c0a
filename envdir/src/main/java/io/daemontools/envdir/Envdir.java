package io.daemontools.envdir;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.Exec;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.StartDirectory;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Runs a program with environment variables from the files in a directory. */
public final class Envdir implements Command {
    private static final int DIRECTORY = 0;
    private static final int CHILD = 1;

    private final FileStatus status = new FileStatus();

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Envdir(), args);
    }

    @Override
    public String name() {
        return "envdir";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        if (arguments.size() <= CHILD) {
            throw FatalException.usage("envdir: usage: envdir dir child", ExitStatus.TEMPORARY);
        }
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        StartDirectory start = new StartDirectory(
                posix, diagnostics, "unable to switch to current directory", "unable to switch to starting directory");
        String directory = arguments.name(DIRECTORY, posix);
        VariableFile file = new VariableFile(posix);
        setVariables(directory, file, posix, diagnostics);
        start.goBack();
        start.close();
        Errno error = Exec.tryRun(arguments, CHILD, posix);
        if (error == Errno.E2BIG && file.largest() != null) {
            diagnostics.warn(
                    directory + '/' + file.largest() + " has the largest value, " + file.largestSize() + " bytes");
        }
        throw Exec.fatal(name(), arguments.get(CHILD), error);
    }

    private void setVariables(String directory, VariableFile file, Posix posix, Diagnostics diagnostics) {
        diagnostics.orFatal("unable to switch to directory " + directory, () -> posix.chdir(directory));
        try {
            DirectoryListing listing = posix.listWorkingDirectory();
            while (listing.next()) {
                if (!listing.hidden() && !isDirectory(listing)) {
                    set(listing.name(), file, directory, diagnostics);
                }
            }
            listing.close();
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to read directory " + directory, error);
        }
    }

    /** An entry that cannot be examined does not count as a directory: opening it fails, as in 0.76. */
    private boolean isDirectory(DirectoryListing listing) {
        try {
            return listing.stat(status) && status.directory();
        } catch (PosixException ignored) {
            // Opening it fails, and its error is reported.
            return false;
        }
    }

    private void set(String variable, VariableFile file, String directory, Diagnostics diagnostics) {
        try {
            file.apply(variable);
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOMEM) {
                throw FatalException.system(name(), error.errno().text());
            }
            throw diagnostics.fatal("unable to read " + directory + '/' + variable, error);
        }
    }
}
