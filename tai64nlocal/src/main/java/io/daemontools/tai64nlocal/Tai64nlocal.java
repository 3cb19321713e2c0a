package io.daemontools.tai64nlocal;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Filter;
import io.daemontools.posix.Posix;

/** Copies standard input to standard output, with the TAI64N label that a line begins with turned into local time. */
public final class Tai64nlocal implements Command {
    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Tai64nlocal(), args);
    }

    @Override
    public String name() {
        return "tai64nlocal";
    }

    /** Ends silently with 111 if it cannot read or write, as 0.76 does. */
    @Override
    public int run(Arguments arguments, Posix posix) {
        return new Filter(posix, new LabelTranslator(posix)).run();
    }
}
