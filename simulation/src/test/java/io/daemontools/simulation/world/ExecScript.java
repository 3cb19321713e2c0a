package io.daemontools.simulation.world;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.program.Program;
import java.util.List;

/**
 * The interpreter of the simulated machine's scripts: {@code #!/bin/exec}, and a second line with a program and its arguments,
 * separated by spaces, which it executes.
 */
public final class ExecScript implements Program {
    /** Where it is installed. */
    public static final String PATH = "/bin/exec";

    private static final int MAX_SCRIPT = 4096;
    private static final int CANNOT_EXECUTE = 127;

    /** The text of a script that executes a program. */
    public static String text(String commandLine) {
        return "#!" + PATH + "\n" + commandLine + "\n";
    }

    @Override
    public int run(List<String> arguments, Posix posix) {
        int script = posix.openRead(arguments.get(1));
        byte[] bytes = new byte[MAX_SCRIPT];
        int length = posix.read(script, bytes, 0, MAX_SCRIPT);
        posix.close(script);
        String text = Bytes.text(bytes, length);
        String[] words = text.substring(text.indexOf('\n') + 1).strip().split(" ", -1);
        Errno error = PathSearch.run(words[0], posix.variable("PATH"), path -> posix.execve(path, words));
        byte[] message = Bytes.of(words[0] + ": " + error.text() + "\n");
        posix.write(Posix.STDERR, message, 0, message.length);
        return CANNOT_EXECUTE;
    }
}
