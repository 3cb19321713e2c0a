package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.PosixException;

/**
 * The arguments of this process where the system looks for them when asked by {@code ps}. They stay where the program
 * was given them, which only Linux tells.
 */
final class ShownArguments {
    private static final String STAT = "/proc/self/stat";
    private static final int BLOCK_SIZE = 4096;

    /** The field which is the memory's end, counted from the one after the program's name. */
    private static final int ARG_END = 46;

    /** The address after the last argument's NUL, or 0 if it is not known. */
    private final long end;

    ShownArguments(Descriptors posix) {
        end = findEnd(posix);
    }

    /** Puts {@code text} over the last argument if that is as long, and is where it is looked for. */
    void overwriteLast(byte[] text) {
        long argument = end - 1 - text.length;
        if (end != 0 && IO.getByte(argument - 1) == 0 && IO.getStringLength(argument) == text.length) {
            IO.putByteArray(argument, text, 0, text.length);
        }
    }

    private static long findEnd(Descriptors posix) {
        try {
            int file = posix.openRead(STAT);
            byte[] stat = new byte[BLOCK_SIZE];
            int length = posix.read(file, stat, 0, BLOCK_SIZE);
            posix.close(file);
            String fields = CMemory.string(stat, 0, Math.max(length, 0));
            String[] afterName =
                    fields.substring(fields.lastIndexOf(')') + 1).trim().split(" ", -1);
            return afterName.length > ARG_END ? Long.parseLong(afterName[ARG_END]) : 0;
        } catch (PosixException noProc) {
            return 0;
        }
    }
}
