package io.daemontools.posix.c;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Spawn;

/** What happens in a forked child until it is another program: this never returns. */
final class ChildStart {
    private final NativePosix posix;

    ChildStart(NativePosix posix) {
        this.posix = posix;
    }

    void become(Spawn spawn) {
        if (spawn.newSession()) {
            orGiveUp(C.setsid(), spawn.startFailure());
        }
        int[] moves = spawn.moves();
        for (int i = 0; i + 1 < moves.length; i += 2) {
            orGiveUp(C.move(moves[i], moves[i + 1]), spawn.moveFailure());
        }
        for (int i = 0; i < spawn.copies(); i++) {
            C.copy(spawn.copied());
        }
        if (spawn.directory() != null) {
            orGiveUp(C.chdir(new CString().of(spawn.directory())), spawn.directoryFailure());
        }
        giveUp(spawn.startFailure(), PathSearch.run(spawn.path(), posix.variable("PATH"), attempt(spawn)));
    }

    private PathSearch.Attempt attempt(Spawn spawn) {
        if (spawn.firstArgument() != Spawn.NONE) {
            return path -> posix.execve(path, spawn.firstArgument());
        }
        int count = spawn.arguments().length;
        byte[] words = CString.block(spawn.arguments());
        return path -> Errors.of(-C.execve(new CString().of(path), words, count));
    }

    private void orGiveUp(int result, String message) {
        if (result < 0) {
            giveUp(message, Errors.of(-result));
        }
    }

    private void giveUp(String message, Errno error) {
        Diagnostics.print(posix, message + error.text());
        posix.exit(ExitStatus.TEMPORARY);
    }
}
