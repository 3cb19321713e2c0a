package io.daemontools.readproctitle;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * Shows the end of its input as its last argument, where {@code ps} prints it.
 *
 * <p>On a JVM this works only on Linux; elsewhere the input is discarded.
 */
public final class Readproctitle implements Command {
    private static final int BLOCK_SIZE = 4096;
    private static final long FOREVER = -1;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Readproctitle(), args);
    }

    @Override
    public String name() {
        return "readproctitle";
    }

    /** As in 0.76, failures are not reported: usually no process reads its standard error. */
    @Override
    public int run(Arguments arguments, Posix posix) {
        int size = arguments.size() == 0 ? 0 : arguments.length(arguments.size() - 1);
        if (size < RollingText.SHORTEST) {
            return ExitStatus.USAGE;
        }
        try {
            show(new RollingText(size), posix);
            return ExitStatus.SUCCESS;
        } catch (PosixException ignored) {
            // 0.76 does not report it either: nobody reads its standard error.
            return ExitStatus.TEMPORARY;
        }
    }

    private static void show(RollingText text, Posix posix) {
        byte[] block = new byte[BLOCK_SIZE];
        int length;
        do {
            posix.overwriteLastArgument(text.bytes());
            length = read(block, posix);
            text.add(block, length);
        } while (length > 0);
    }

    private static int read(byte[] block, Posix posix) {
        int length = posix.read(Posix.STDIN, block, 0, block.length);
        while (length == Descriptors.WOULD_BLOCK) {
            posix.poll(new int[] {Posix.STDIN}, new boolean[1], FOREVER);
            length = posix.read(Posix.STDIN, block, 0, block.length);
        }
        return length;
    }
}
