package io.daemontools.envdir;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.NextProgram;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Runs a program with variables that are files in a directory. */
public final class Envdir implements Command {
    private static final int DIRECTORY = 0;
    private static final int CHILD = 1;

    /** Runs the command. */
    public static void main(String[] words) {
        Launcher.run(new Envdir(), words);
    }

    @Override
    public String name() {
        return "envdir";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        if (arguments.size() <= CHILD) {
            throw FatalException.usage("envdir: usage: envdir dir child", ExitStatus.TROUBLE);
        }
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        int start;
        try {
            start = posix.openRead(".");
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to switch to current directory", error);
        }
        posix.closeOnExec(start);
        setVariables(arguments.name(DIRECTORY, posix), posix, diagnostics);
        try {
            posix.changeDirectory(start);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to switch to starting directory", error);
        }
        posix.close(start);
        return NextProgram.become(name(), arguments, CHILD, posix);
    }

    private void setVariables(String directory, Posix posix, Diagnostics diagnostics) {
        try {
            posix.changeDirectory(directory);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to switch to directory " + directory, error);
        }
        VariableFile file = new VariableFile(posix);
        try {
            DirectoryListing listing = posix.listWorkingDirectory();
            while (listing.next()) {
                if (!listing.hidden()) {
                    set(listing.name(), file, directory, diagnostics);
                }
            }
            listing.close();
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to read directory " + directory, error);
        }
    }

    private void set(String variable, VariableFile file, String directory, Diagnostics diagnostics) {
        try {
            file.apply(variable);
        } catch (PosixException error) {
            if (error.errno() == Errno.ENOMEM) {
                throw FatalException.trouble(name(), error.errno().text());
            }
            throw diagnostics.fatal("unable to read " + directory + '/' + variable, error);
        }
    }
}
