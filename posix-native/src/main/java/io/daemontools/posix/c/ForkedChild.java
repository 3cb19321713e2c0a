package io.daemontools.posix.c;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Spawn;

/** What happens in a forked child until it is another program: this never returns. */
final class ForkedChild {
    private final NativePosix posix;

    ForkedChild(NativePosix posix) {
        this.posix = posix;
    }

    void run(Spawn spawn) {
        if (spawn.newSession()) {
            check(C.setsid(), spawn.startFailure());
        }
        int[] moves = spawn.moves();
        for (int i = 0; i + 1 < moves.length; i += 2) {
            check(C.dup2(moves[i], moves[i + 1]), spawn.moveFailure());
        }
        for (int i = 0; i < spawn.copies(); i++) {
            C.dup(spawn.copied());
        }
        if (spawn.directory() != null) {
            check(C.chdir(new NativeCString().of(spawn.directory())), spawn.directoryFailure());
        }
        die(spawn.startFailure(), PathSearch.run(spawn.path(), posix.variable("PATH"), attempt(spawn)));
    }

    private PathSearch.Attempt attempt(Spawn spawn) {
        if (spawn.firstArgument() != Spawn.NONE) {
            return path -> posix.execve(path, spawn.firstArgument());
        }
        int count = spawn.arguments().length;
        byte[] argv = NativeCString.block(spawn.arguments());
        return path -> NativeErrno.of(-C.execve(new NativeCString().of(path), argv, count));
    }

    private void check(int result, String message) {
        if (result < 0) {
            die(message, NativeErrno.of(-result));
        }
    }

    private void die(String message, Errno error) {
        Diagnostics.print(posix, message + error.text());
        posix.exit(ExitStatus.TEMPORARY);
    }
}
