package io.daemontools.svlint;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.cli.Output;
import io.daemontools.cli.StartDirectory;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Reports what in service directories cannot work, or has no effect. It executes nothing and changes nothing. */
public final class Svlint implements Command {
    static final String OPTSTRING = "j";
    private static final String USAGE = "svlint: usage: svlint [-j] dir ...";
    private static final int FOUND = 1;
    private static final int OUTPUT_SIZE = 4096;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svlint(), args);
    }

    @Override
    public String name() {
        return "svlint";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        boolean json = false;
        Getopt options = Getopt.withoutWords(arguments, posix, OPTSTRING);
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            if (letter == Getopt.ERROR) {
                throw FatalException.usage(USAGE);
            }
            json = true;
        }
        if (options.index() >= arguments.size() || options.hasWord(arguments.size())) {
            throw FatalException.usage(USAGE);
        }
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        Findings findings = new Findings();
        boolean complete = check(arguments, options.index(), findings, posix, diagnostics);
        try {
            Output output = new Output(posix, Posix.STDOUT, OUTPUT_SIZE);
            Report report = new Report(output);
            if (json) {
                report.json(findings.all());
            } else {
                report.lines(findings.all());
            }
            output.flush();
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write output", error);
        }
        return !complete ? ExitStatus.TEMPORARY : findings.faults() ? FOUND : ExitStatus.SUCCESS;
    }

    /** Checks the directories; false if something could not be read. */
    private static boolean check(
            Arguments arguments, int first, Findings findings, Posix posix, Diagnostics diagnostics) {
        StartDirectory start = new StartDirectory(posix, diagnostics);
        ServiceCheck check = new ServiceCheck(posix, findings, diagnostics);
        boolean complete = true;
        for (int i = first; i < arguments.size(); i++) {
            String directory = arguments.name(i, posix);
            try {
                check.check(directory);
            } catch (PosixException error) {
                diagnostics.warn("unable to chdir to " + directory, error);
                complete = false;
            }
            start.goBack();
        }
        return complete && !check.incomplete();
    }
}
