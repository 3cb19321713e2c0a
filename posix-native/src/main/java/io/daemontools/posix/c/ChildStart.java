package io.daemontools.posix.c;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Spawn;

/** What happens in a forked child until it is another program: this never returns. */
final class ChildStart {
    private static final byte[] PATH = new CString().of("PATH");
    private static final int VALUE = "PATH=".length();

    void become(Spawn spawn, Posix posix) {
        int[] moves = spawn.moves();
        for (int i = 0; i + 1 < moves.length; i += 2) {
            orGiveUp(C.move(moves[i], moves[i + 1]), spawn.moveFailure(), posix);
        }
        if (spawn.directory() != null) {
            orGiveUp(C.changeDirectory(new CString().of(spawn.directory())), spawn.directoryFailure(), posix);
        }
        String[] arguments = spawn.arguments();
        byte[] words = CString.block(arguments);
        Errno error = PathSearch.run(
                spawn.path(),
                pathVariable(),
                path -> NativePosix.errno(-C.execute(new CString().of(path), words, arguments.length, words, -1)));
        giveUp(spawn.startFailure(), error, posix);
    }

    private static String pathVariable() {
        int index = C.findVariable(PATH);
        return index < 0 ? null : NativePosix.variable(index).substring(VALUE);
    }

    private static void orGiveUp(int result, String message, Posix posix) {
        if (result < 0) {
            giveUp(message, NativePosix.errno(-result), posix);
        }
    }

    private static void giveUp(String message, Errno error, Posix posix) {
        Diagnostics.print(posix, message + error.text());
        posix.exit(ExitStatus.TROUBLE);
    }
}
