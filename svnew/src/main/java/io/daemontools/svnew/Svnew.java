package io.daemontools.svnew;

import io.daemontools.Launcher;
import io.daemontools.cli.AccountOperand;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.posix.Account;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import java.util.ArrayList;
import java.util.List;

/** Makes a service directory with a logger. */
public final class Svnew implements Command {
    static final String OPTSTRING = "u:l:e:";
    private static final String USAGE =
            "svnew: usage: svnew [-u user] [-l loguser] [-e assignment] dir -- program [argument ...]";
    private static final String END_OF_DIRECTORY = "--";
    private static final String ENV = "env";

    /** Modes: of what is executed and of the directories above it, of the variables, and of the log directory. */
    private static final int PUBLIC = 0755;

    private static final int PRIVATE = 0700;
    private static final int PRIVATE_FILE = 0600;
    private static final int LOG = 0750;

    private final List<Variable> variables = new ArrayList<>();
    private String user;
    private String logUser;
    private Account logAccount;
    private boolean env;
    private String run;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svnew(), args);
    }

    @Override
    public String name() {
        return "svnew";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        Getopt options = Getopt.withoutWords(arguments, posix, OPTSTRING);
        readOptions(options);
        int directory = options.index();
        int command = directory + 2;
        if (options.hasWord(Math.min(command, arguments.size()))
                || command >= arguments.size()
                || !arguments.get(directory + 1).equals(END_OF_DIRECTORY)
                || arguments.length(command) == 0) {
            throw FatalException.usage(USAGE);
        }
        find(user, posix);
        logAccount = find(logUser, posix);
        // Shells disagree on how to exec a command whose name begins with a dash. After envdir, which takes no options,
        // it is a name.
        env = !variables.isEmpty() || (user == null && arguments.charAt(command, 0) == '-');
        run = Scripts.run(user, env, arguments, command);
        return make(withoutSlash(arguments.name(directory, posix)), posix);
    }

    private void readOptions(Getopt options) {
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            switch (letter) {
                case 'u' -> user = options.value();
                case 'l' -> logUser = options.value();
                case 'e' -> variables.add(Variable.of(options.value()));
                default -> throw FatalException.usage(USAGE);
            }
        }
    }

    private Account find(String account, Posix posix) {
        return account == null ? null : AccountOperand.find(name(), account, posix);
    }

    private static String withoutSlash(String directory) {
        int end = directory.length();
        while (end > 1 && directory.charAt(end - 1) == '/') {
            end--;
        }
        return directory.substring(0, end);
    }

    private int make(String directory, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(name(), posix);
        NewDirectory made = new NewDirectory(directory, posix);
        Signal signal;
        try {
            if (made.exists()) {
                throw PosixException.of(Errno.EEXIST);
            }
            posix.catchSignals(Signal.TERM, Signal.INT, Signal.HUP);
            // Beyond the limit on the size of files, a write fails, and what was made is removed.
            posix.ignore(Signal.XFSZ);
            posix.umask(0);
            made.begin();
            signal = fill(made, posix);
            if (signal == null && !made.rename()) {
                throw PosixException.of(Errno.EEXIST);
            }
        } catch (PosixException error) {
            made.remove(diagnostics);
            throw diagnostics.fatal("unable to make " + directory, error);
        }
        if (signal == null) {
            syncName(made, directory, diagnostics);
            return ExitStatus.SUCCESS;
        }
        made.remove(diagnostics);
        posix.setDefault(signal);
        posix.kill(posix.getpid(), signal);
        return ExitStatus.TEMPORARY;
    }

    private static void syncName(NewDirectory made, String directory, Diagnostics diagnostics) {
        try {
            made.syncName();
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to write the name of " + directory + " to disk", error);
        }
    }

    /** Makes what is in the directory. A signal that has arrived ends it early, and is returned. */
    private Signal fill(NewDirectory made, Posix posix) {
        if (env) {
            made.directory(ENV, PRIVATE);
        }
        Signal signal = null;
        for (int i = 0; i < variables.size() && signal == null; i++) {
            Variable variable = variables.get(i);
            made.file(ENV + '/' + variable.name(), PRIVATE_FILE, variable.content());
            signal = posix.takeSignal();
        }
        if (signal != null) {
            return signal;
        }
        made.file("run", PUBLIC, run);
        made.directory("log", PUBLIC);
        made.file("log/run", PUBLIC, Scripts.logRun(logUser));
        String main = made.directory("log/main", LOG);
        if (logAccount != null) {
            posix.chown(main, logAccount.user(), logAccount.group());
        }
        made.sync(PUBLIC);
        return posix.takeSignal();
    }
}
