package io.daemontools.posix.c;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;

/** The words this process was started with. */
public final class NativeArguments {
    private NativeArguments() {}

    /** Reads them; a process may be started without even a name, and then has the command's. */
    public static Arguments read(Command command) {
        int count = C.argc();
        if (count == 0) {
            return new Arguments(command.name());
        }
        String[] words = new String[count - 1];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(i + 1);
        }
        return new Arguments(word(0), words);
    }

    private static String word(int index) {
        byte[] bytes = new byte[C.argumentLength(index)];
        C.argument(index, bytes);
        return CString.from(bytes, bytes.length);
    }
}
