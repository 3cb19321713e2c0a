package io.daemontools.posix.c;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;

/** The arguments of this process, read from C's argv. */
public final class NativeArguments implements Arguments.Source {
    private NativeArguments() {}

    /** Reads the arguments. A process that was started without a name gets the command's. */
    public static Arguments read(Command command) {
        int count = C.argc();
        return count == 0
                ? new Arguments(command.name())
                : new Arguments(argument(0), count - 1, new NativeArguments());
    }

    @Override
    public String get(int index) {
        return argument(index + 1);
    }

    @Override
    public int length(int index) {
        return C.argumentLength(index + 1);
    }

    @Override
    public char charAt(int index, int position) {
        return (char) C.argumentByte(index + 1, position);
    }

    private static String argument(int index) {
        char[] chars = new char[C.argumentLength(index)];
        C.argument(index, chars);
        return new String(chars);
    }
}
