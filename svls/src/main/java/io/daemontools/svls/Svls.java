package io.daemontools.svls;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.cli.Output;
import io.daemontools.cli.PrintableText;
import io.daemontools.cli.ReplacedFile;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceDirectories;

/** Shows all services at a glance: as a table, as JSON, as metrics, or with reasons. */
public final class Svls implements Command {
    static final String NAME = "svls";

    /** The options, for {@link Getopt}. */
    static final String OPTSTRING = "jmxwf:";

    /** Something is not as wanted. */
    private static final int NOT_AS_WANTED = 1;

    private static final int OUTPUT_SIZE = 16 * 1024;
    private static final char TABLE = 't';
    private static final char JSON = 'j';
    private static final char METRICS = 'm';
    private static final char WHY = 'x';
    private static final char WATCH = 'w';

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
        Getopt options = Getopt.withoutWords(arguments, posix, OPTSTRING);
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            switch (letter) {
                case 'f' -> file = options.value();
                case Getopt.ERROR -> throw usage();
                default -> kind = letter;
            }
        }
        if ((kind == WATCH && file != null) || options.hasWord(arguments.size())) {
            throw usage();
        }
        int first = options.index();
        warnOfOptions(arguments, first, posix, diagnostics);
        if (kind == WATCH) {
            return watch(arguments, first, posix, diagnostics);
        }
        // These read files of the services, too, and a file that is replaced has a name from the directory of the
        // start.
        boolean stays = kind == METRICS || kind == WHY || file != null;
        ServiceDirectories services = find(arguments, first, stays, posix, diagnostics);
        ShownServices shown = new ShownServices(posix, stays ? null : new NearPaths(posix, diagnostics));
        boolean asWanted = file == null
                ? print(services, shown, kind, posix, diagnostics)
                : replace(file, services, shown, kind, posix, diagnostics);
        return asWanted ? ExitStatus.SUCCESS : NOT_AS_WANTED;
    }

    private static FatalException usage() {
        return FatalException.usage("svls: usage: svls [-jmxw] [-f file] [dir ...]");
    }

    private static void warnOfOptions(Arguments arguments, int first, Posix posix, Diagnostics diagnostics) {
        for (int i = first; i < arguments.size(); i++) {
            boolean dash = arguments.charAt(i, 0) == '-' && arguments.charAt(i, 1) != Arguments.END;
            if (dash && !new SmallFiles(posix).exists(arguments.name(i, posix))) {
                diagnostics.warn(PrintableText.of(arguments.name(i, posix))
                        + " does not exist; options come before directories");
            }
        }
    }

    /** Of a thousand operands that are services, it takes longer to look at each in advance than to see it when it is read. */
    private static ServiceDirectories find(
            Arguments arguments, int first, boolean examined, Posix posix, Diagnostics diagnostics) {
        ServiceDirectories services = new ServiceDirectories(NAME, posix, diagnostics);
        for (int i = first; i < arguments.size(); i++) {
            String operand = arguments.name(i, posix);
            if (examined) {
                services.add(operand);
            } else {
                services.addUnexamined(operand);
            }
        }
        if (first == arguments.size()) {
            services.addUsual();
        }
        return services;
    }

    private static int watch(Arguments arguments, int first, Posix posix, Diagnostics diagnostics) {
        Output output = new Output(posix, Posix.STDOUT, OUTPUT_SIZE);
        try {
            new Watching(() -> find(arguments, first, true, posix, diagnostics), output, posix).run();
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write", error);
        }
        return ExitStatus.SUCCESS;
    }

    private static boolean print(
            ServiceDirectories services, ShownServices shown, char kind, Posix posix, Diagnostics diagnostics) {
        try {
            return show(services, shown, kind, Posix.STDOUT, posix);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write", error);
        }
    }

    /** Writes to another file, and renames it when it is complete, so that no reader of the file gets part of it. */
    private static boolean replace(
            String file,
            ServiceDirectories services,
            ShownServices shown,
            char kind,
            Posix posix,
            Diagnostics diagnostics) {
        ReplacedFile replaced = new ReplacedFile(file, posix);
        try {
            int descriptor = replaced.create();
            boolean asWanted = show(services, shown, kind, descriptor, posix);
            posix.close(descriptor);
            replaced.complete();
            return asWanted;
        } catch (PosixException error) {
            replaced.discard();
            throw diagnostics.fatal("unable to write " + file, error);
        }
    }

    /** Returns whether all is as wanted. */
    private static boolean show(
            ServiceDirectories services, ShownServices shown, char kind, int descriptor, Posix posix) {
        Output output = new Output(posix, descriptor, OUTPUT_SIZE);
        return switch (kind) {
            case JSON -> shown.show(services, new JsonFormat(output));
            case METRICS -> shown.show(services, new MetricsFormat(output, posix));
            case WHY -> {
                WhyFormat format = new WhyFormat(output, Colors.of(descriptor, posix), posix);
                shown.show(services, format);
                yield format.asWanted();
            }
            default -> showTable(services, shown, output, Colors.of(descriptor, posix));
        };
    }

    private static boolean showTable(ServiceDirectories services, ShownServices shown, Output output, Colors colors) {
        Text text = new Text(output);
        boolean asWanted = shown.show(services, new TableFormat(text, colors));
        text.flush();
        return asWanted;
    }
}
