package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CMemory.IO;

import io.daemontools.cli.Arguments;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.PosixException;

/**
 * The name and arguments of this process in {@code ps}, which reads the arguments from the process's initial stack. Only Linux
 * reports their address.
 */
public final class ProcTitle {
    private static final String NAME = "/proc/self/comm";
    private static final String STAT = "/proc/self/stat";
    private static final int BLOCK_SIZE = 4096;

    /** Fields {@code arg_start} and {@code arg_end} of {@code /proc/self/stat}, counted from the field after the program's name. */
    private static final int ARG_START = 45;

    private static final int ARG_END = 46;

    /** The address after the last argument's NUL, or 0 if it is not known. */
    private static long end;

    private ProcTitle() {}

    /**
     * Makes {@code ps} show the command as a C program: its name and its arguments, without Java's. The rest of the memory is
     * filled with NULs, which {@code ps} does not show.
     */
    public static void show(Arguments arguments, Descriptors posix) {
        try {
            write(NAME, arguments.program(), posix);
            String stat = read(STAT, posix);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
            if (fields.length > ARG_END) {
                show(arguments, Long.parseLong(fields[ARG_START]), Long.parseLong(fields[ARG_END]));
            }
        } catch (PosixException ignored) {
            // Without Linux's /proc, ps shows the arguments of Java.
            return;
        }
    }

    private static void show(Arguments arguments, long from, long to) {
        long size = 0;
        for (int i = 0; i < arguments.size(); i++) {
            size += arguments.get(i).length() + 1;
        }
        String program = arguments.program();
        long argv = from + program.length() + 1;
        // The last arguments end where the memory ends, unless they have been moved.
        if (argv + size <= to && IO.getByte(to - size - 1) == 0 && IO.getByte(to - 1) == 0) {
            IO.putByteArray(from, CMemory.bytes(program), 0, program.length());
            IO.putByte(argv - 1, (byte) 0);
            IO.memmove(argv, to - size, size);
            IO.setMemory(argv + size, to - argv - size, (byte) 0);
            end = argv + size;
        }
    }

    /** Overwrites the last argument if {@code text} has its length and its address is known. */
    static void overwriteLast(byte[] text) {
        long argument = end - 1 - text.length;
        if (end != 0 && IO.getByte(argument - 1) == 0 && IO.getStringLength(argument) == text.length) {
            IO.putByteArray(argument, text, 0, text.length);
        }
    }

    private static void write(String name, String text, Descriptors posix) {
        int file = posix.openWrite(name);
        posix.write(file, CMemory.bytes(text), 0, text.length());
        posix.close(file);
    }

    private static String read(String name, Descriptors posix) {
        int file = posix.openRead(name);
        byte[] block = new byte[BLOCK_SIZE];
        int length = posix.read(file, block, 0, BLOCK_SIZE);
        posix.close(file);
        return CMemory.string(block, 0, Math.max(length, 0));
    }
}
