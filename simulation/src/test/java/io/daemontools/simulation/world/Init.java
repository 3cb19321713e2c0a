package io.daemontools.simulation.world;

import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.program.Program;
import java.util.List;

/** Process 1 of a machine on which svscan is not: {@code init PROGRAM...} keeps that program running, and reaps orphans. */
public final class Init implements Program {
    /** Where it is installed. */
    public static final String PATH = "/bin/init";

    @Override
    public int run(List<String> arguments, Posix posix) {
        String[] respawned = arguments.subList(1, arguments.size()).toArray(String[]::new);
        WaitStatus status = new WaitStatus();
        while (true) {
            int child = start(respawned, posix);
            int ended = Posix.NONE;
            while (ended != child) {
                // Others are orphans.
                ended = posix.waitpid(Posix.ANY_CHILD, status);
            }
            posix.sleep(Posix.SECOND);
        }
    }

    private static int start(String[] program, Posix posix) {
        while (true) {
            try {
                return posix.spawn(Spawn.program("init: ", program));
            } catch (PosixException error) {
                // The next attempt may succeed.
                posix.sleep(Posix.SECOND);
            }
        }
    }
}
