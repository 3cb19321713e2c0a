package io.daemontools.posix.c;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;

/** The words this process was started with. */
public final class NativeArguments {
    private NativeArguments() {}

    /** Those after the name are read when asked for. A process may be started without a name, and has the command's then. */
    public static Arguments read(Command command) {
        int count = C.argc();
        return count == 0 ? new Arguments(command.name()) : new Arguments(word(0), count - 1, index -> word(index + 1));
    }

    private static String word(int index) {
        char[] chars = new char[C.argumentLength(index)];
        C.argument(index, chars);
        return new String(chars);
    }
}
