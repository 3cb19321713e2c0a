package io.daemontools.softlimit;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Decimal;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.Exec;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;

/** Runs a program under soft resource limits. */
public final class Softlimit implements Command {
    static final String OPTSTRING = "a:c:d:f:l:m:o:p:r:s:t:";
    private static final String USAGE = "softlimit: usage: softlimit [-a allbytes] [-c corebytes] [-d databytes] "
            + "[-f filebytes] [-l lockbytes] [-m membytes] [-o openfiles] [-p processes] [-r residentbytes] "
            + "[-s stackbytes] [-t cpusecs] child";

    /** The value for the hard limit. */
    private static final String HARD_LIMIT = "=";

    /** The same as {@link #HARD_LIMIT}, which no soft limit can exceed. 0.76 does not accept it, daemontools-encore does. */
    private static final String UNLIMITED = "unlimited";

    private static final Resource[] MEMORY = {
        Resource.DATA, Resource.STACK, Resource.LOCKED_MEMORY, Resource.ADDRESS_SPACE
    };

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Softlimit(), args);
    }

    @Override
    public String name() {
        return "softlimit";
    }

    /** Sets each limit when its option is read, so that later messages are printed under it, as in 0.76. */
    @Override
    public int run(Arguments arguments, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        Getopt options = new Getopt(arguments, posix, OPTSTRING);
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            if (letter == 'm') {
                for (Resource resource : MEMORY) {
                    limit(resource, options.value(), posix, diagnostics);
                }
            } else {
                limit(resource(letter), options.value(), posix, diagnostics);
            }
        }
        if (options.index() == arguments.size()) {
            throw FatalException.usage(USAGE);
        }
        return Exec.run(name(), arguments, options.index(), posix);
    }

    private static Resource resource(char letter) {
        return switch (letter) {
            case 'a' -> Resource.ADDRESS_SPACE;
            case 'c' -> Resource.CORE;
            case 'd' -> Resource.DATA;
            case 'f' -> Resource.FILE_SIZE;
            case 'l' -> Resource.LOCKED_MEMORY;
            case 'o' -> Resource.OPEN_FILES;
            case 'p' -> Resource.PROCESSES;
            case 'r' -> Resource.RESIDENT;
            case 's' -> Resource.STACK;
            case 't' -> Resource.CPU;
            default -> throw FatalException.usage(USAGE);
        };
    }

    /** Ignores a limit that the system does not have. */
    private static void limit(Resource resource, String text, Posix posix, Diagnostics diagnostics) {
        if (!posix.canLimit(resource)) {
            return;
        }
        long highest;
        try {
            highest = posix.hardLimit(resource);
        } catch (PosixException error) {
            throw diagnostics.fatal("getrlimit failed", error);
        }
        diagnostics.orFatal("setrlimit failed", () -> posix.setSoftLimit(resource, amount(text, highest)));
    }

    private static long amount(String text, long highest) {
        if (text.equals(HARD_LIMIT) || text.equals(UNLIMITED)) {
            return highest;
        }
        if (Decimal.digits(text) < text.length()) {
            throw FatalException.usage(USAGE);
        }
        long amount = Decimal.value(text);
        return Long.compareUnsigned(amount, highest) > 0 ? highest : amount;
    }
}
