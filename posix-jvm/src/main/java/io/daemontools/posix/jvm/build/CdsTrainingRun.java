package io.daemontools.posix.jvm.build;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.posix.Account;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/**
 * Makes each kind of call that commands make through {@link Posix} once, in the working directory, so that the archive contains the
 * classes that the calls load.
 */
public final class CdsTrainingRun implements Command {
    private static final String FIFO = "fifo";
    private static final String LOCK = "lock";
    private static final int SHORT = 1000;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new CdsTrainingRun(), args);
    }

    @Override
    public String name() {
        return "cds-training-run";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        files(posix);
        processes(posix);
        program(posix);
        return 0;
    }

    private static void files(Posix posix) {
        FileStatus status = new FileStatus();
        posix.stat(".", status);
        posix.mkfifo(FIFO, 0600);
        try {
            posix.openWrite(FIFO);
        } catch (PosixException ignored) {
            // ENXIO: the FIFO has no reader yet.
            posix.openRead(FIFO);
        }
        posix.unlink(FIFO);
        posix.umask(022);
        DirectoryListing listing = posix.listWorkingDirectory();
        while (listing.next()) {
            listing.stat(status);
        }
        listing.close();
        posix.chdir(posix.openRead("."));
    }

    private static void processes(Posix posix) {
        WaitStatus status = new WaitStatus();
        int signals = posix.catchSignals(Signal.CHLD);
        posix.waitpid(posix.spawn(Spawn.program("", "sh", "-c", "exit")), status);
        posix.poll(new int[] {signals}, new boolean[1], SHORT);
        posix.takeSignal();
        posix.reap(status);
        posix.localTime(posix.wallClock() / 1_000_000_000, new int[6]);
    }

    /** The last calls of a command that executes another program. */
    private static void program(Posix posix) {
        Account root = posix.account("root");
        if (root != null && posix.runsAs(root)) {
            posix.setgroups(root.group());
            posix.setgid(root.group());
            posix.setuid(root.user());
        }
        posix.lock(posix.openAppend(LOCK));
        posix.unlink(LOCK);
        posix.setSoftLimit(Resource.CORE, posix.hardLimit(Resource.CORE));
        posix.execEnvironment().write("A=b");
        posix.execEnvironment().apply();
        PathSearch.run("/", posix.variable("PATH"), path -> posix.execve(path, 0));
    }
}
