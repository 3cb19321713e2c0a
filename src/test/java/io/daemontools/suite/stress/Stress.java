package io.daemontools.suite.stress;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;

/**
 * A command that uses the same parts of Java as the others. It stresses memory, exceptions, numbers and text, and prints a
 * checksum for each. It must print the same on each runtime.
 */
public final class Stress implements Command {
    /** Runs the command: {@code stress ROUNDS}. */
    public static void main(String[] args) {
        Launcher.run(new Stress(), args);
    }

    @Override
    public String name() {
        return "stress";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        Output output = new Output(posix, Posix.STDOUT, 256);
        output.put(checksums(Integer.parseInt(arguments.get(0))));
        output.flush();
        return 0;
    }

    /** Its output. */
    static String checksums(int rounds) {
        return "memory " + Long.toHexString(new Churn().sum(rounds))
                + "\ncopies " + Long.toHexString(new Copies().sum(rounds))
                + "\nexceptions " + Long.toHexString(new Throwing().sum(rounds))
                + "\nnumbers " + Long.toHexString(new Numbers().sum(rounds))
                + "\ntext " + Long.toHexString(new Text().sum(rounds))
                + "\n";
    }
}
