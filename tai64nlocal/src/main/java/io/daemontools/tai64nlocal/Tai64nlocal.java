package io.daemontools.tai64nlocal;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.Output;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Copies standard input to standard output, with the TAI64N label that a line begins with turned into local time. */
public final class Tai64nlocal implements Command {
    private static final int STDIN = 0;
    private static final int BLOCK_SIZE = 64 * 1024;
    private static final long FOREVER = -1;

    /** Runs the command. */
    public static void main(String[] words) {
        Launcher.run(new Tai64nlocal(), words);
    }

    @Override
    public String name() {
        return "tai64nlocal";
    }

    /** Ends silently with 111 if it cannot read or write, as 0.76 does. */
    @Override
    public int run(Arguments arguments, Posix posix) {
        Output output = new Output(posix, Output.STDOUT, BLOCK_SIZE);
        LabelTranslator translator = new LabelTranslator(posix, output);
        byte[] block = new byte[BLOCK_SIZE];
        try {
            int length = read(block, posix);
            while (length > 0) {
                translator.translate(block, length);
                output.flush();
                length = read(block, posix);
            }
            return ExitStatus.SUCCESS;
        } catch (PosixException trouble) {
            return ExitStatus.TROUBLE;
        }
    }

    private static int read(byte[] block, Posix posix) {
        int length = posix.read(STDIN, block, 0, block.length);
        while (length == Descriptors.NOT_NOW) {
            posix.awaitReadable(new int[] {STDIN}, new boolean[1], FOREVER);
            length = posix.read(STDIN, block, 0, block.length);
        }
        return length;
    }
}
