package io.daemontools.setlock;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.Exec;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Runs a program while it, or a process that inherits the descriptor, holds a lock on a file. */
public final class Setlock implements Command {
    static final String OPTSTRING = "nNxX";
    private static final String USAGE = "setlock: usage: setlock [ -nNxX ] file program [ arg ... ]";

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Setlock(), args);
    }

    @Override
    public String name() {
        return "setlock";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        boolean wait = true;
        boolean complain = true;
        Getopt options = new Getopt(arguments, posix, OPTSTRING);
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            switch (letter) {
                case 'n' -> wait = false;
                case 'N' -> wait = true;
                case 'x' -> complain = false;
                case 'X' -> complain = true;
                default -> throw FatalException.usage(USAGE);
            }
        }
        int file = options.index();
        int program = file + 1;
        if (program >= arguments.size()) {
            throw FatalException.usage(USAGE);
        }
        try {
            lock(arguments.name(file, posix), wait, posix);
        } catch (FatalException failure) {
            if (complain) {
                throw failure;
            }
            return ExitStatus.SUCCESS;
        }
        return Exec.run(name(), arguments, program, posix);
    }

    /** The descriptor stays open: the program keeps the lock. */
    private void lock(String file, boolean wait, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        int descriptor = diagnostics.orFatal("unable to open " + file, () -> open(file, posix));
        diagnostics.orFatal("unable to open " + file, () -> posix.inherit(descriptor));
        diagnostics.orFatal("unable to lock " + file, () -> {
            if (wait) {
                posix.lock(descriptor);
            } else {
                posix.tryLock(descriptor);
            }
        });
    }

    /**
     * Opens the file as 0.76 does. If that is refused, a file that exists may be locked all the same: without O_CREAT, which
     * Linux refuses for another user's file in a sticky directory ({@code fs.protected_regular}), or for reading.
     */
    private static int open(String file, Posix posix) {
        try {
            return posix.openAppend(file);
        } catch (PosixException error) {
            if (error.errno() != Errno.EACCES && error.errno() != Errno.EPERM && error.errno() != Errno.EROFS) {
                throw error;
            }
            return openExisting(file, error, posix);
        }
    }

    private static int openExisting(String file, PosixException refused, Posix posix) {
        try {
            return posix.openAppendExisting(file);
        } catch (PosixException ignored) {
            // It may still be open to reading.
        }
        try {
            return posix.openRead(file);
        } catch (PosixException ignored) {
            // 0.76 reports why the file cannot be opened for writing.
            throw refused;
        }
    }
}
