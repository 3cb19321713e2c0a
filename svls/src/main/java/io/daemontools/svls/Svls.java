package io.daemontools.svls;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Shows all services at a glance: as a table, as JSON, as metrics, or with reasons. */
public final class Svls implements Command {
    static final String NAME = "svls";

    /** The options, for {@link Getopt}. */
    static final String OPTSTRING = "jmxf:";

    /** Something is not as wanted. */
    private static final int NOT_AS_WANTED = 1;

    private static final int OUTPUT_SIZE = 16 * 1024;
    private static final char TABLE = 't';
    private static final char JSON = 'j';
    private static final char METRICS = 'm';
    private static final char WHY = 'x';

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svls(), args);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(NAME, posix);
        char kind = TABLE;
        String file = null;
        Getopt options = new Getopt(arguments, posix, OPTSTRING);
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            switch (letter) {
                case 'f' -> file = options.value();
                case Getopt.ERROR -> throw FatalException.usage("svls: usage: svls [-jmx] [-f file] [dir ...]");
                default -> kind = letter;
            }
        }
        Services services = new Services(posix, diagnostics);
        for (int i = options.index(); i < arguments.size(); i++) {
            services.add(arguments.name(i, posix));
        }
        if (options.index() == arguments.size()) {
            services.addUsual();
        }
        boolean asWanted = file == null
                ? print(services, kind, posix, diagnostics)
                : replace(file, services, kind, posix, diagnostics);
        return asWanted ? ExitStatus.SUCCESS : NOT_AS_WANTED;
    }

    private static boolean print(Services services, char kind, Posix posix, Diagnostics diagnostics) {
        try {
            return show(services, kind, Posix.STDOUT, posix);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write", error);
        }
    }

    /** Writes to another file, and renames it when it is complete, so that no reader of the file gets part of it. */
    private static boolean replace(String file, Services services, char kind, Posix posix, Diagnostics diagnostics) {
        String next = file.concat(".new");
        try {
            int descriptor = posix.openTruncate(next);
            boolean asWanted = show(services, kind, descriptor, posix);
            posix.close(descriptor);
            posix.rename(next, file);
            return asWanted;
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write " + file, error);
        }
    }

    private static Format format(char kind, Output output, Posix posix) {
        return switch (kind) {
            case JSON -> new JsonFormat(output);
            case METRICS -> new MetricsFormat(output);
            case WHY -> new WhyFormat(output, posix);
            default -> new TableFormat(output);
        };
    }

    /** Returns whether all is as wanted. */
    private static boolean show(Services services, char kind, int descriptor, Posix posix) {
        Format format = format(kind, new Output(posix, descriptor, OUTPUT_SIZE), posix);
        ProcessMemory memories = new ProcessMemory(posix);
        ServiceView service = new ServiceView(posix, memories);
        ServiceView logger = new ServiceView(posix, memories);
        long now = posix.wallClock();
        boolean asWanted = true;
        format.begin(now);
        for (int i = 0; i < services.directories().size(); i++) {
            String directory = services.directories().get(i);
            service.read(directory, now);
            if (service.noDirectory() && !services.named(i)) {
                continue;
            }
            boolean logged = services.logged(directory);
            if (logged) {
                logger.read(directory.concat("/log"), now);
                asWanted &= logger.state().asWanted();
            }
            asWanted &= service.state().asWanted();
            format.add(directory, services.named(i), service, logged ? logger : null);
        }
        format.end();
        return asWanted;
    }
}
