package io.daemontools.tai64n;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Filter;
import io.daemontools.posix.Posix;

/** Copies standard input to standard output, with the time in front of each line, as a TAI64N label. */
public final class Tai64n implements Command {
    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Tai64n(), args);
    }

    @Override
    public String name() {
        return "tai64n";
    }

    /** Ends silently with 111 if it cannot read or write, as 0.76 does. */
    @Override
    public int run(Arguments arguments, Posix posix) {
        return new Filter(posix, new LineStamper(posix)).run();
    }
}
