package io.daemontools.simulation.world;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Runner;
import io.daemontools.multilog.Multilog;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.program.Program;
import io.daemontools.supervise.Supervise;
import io.daemontools.svc.Svc;
import io.daemontools.svok.Svok;
import io.daemontools.svscan.Svscan;
import io.daemontools.svstat.Svstat;
import io.daemontools.svwait.Svwait;
import java.util.List;
import java.util.function.Supplier;

/** The commands of the suite, as programs of a simulated machine. */
public final class Commands {
    /** The directory that they are installed in. */
    public static final String DIRECTORY = "/command/";

    private Commands() {}

    /** Installs all of them. */
    public static void install(Kernel kernel) {
        for (Supplier<Command> command : List.<Supplier<Command>>of(
                Svscan::new, Supervise::new, Multilog::new, Svc::new, Svok::new, Svstat::new, Svwait::new)) {
            kernel.install(DIRECTORY + command.get().name(), program(command));
        }
    }

    /** The program of supervise. */
    public static Program supervise() {
        return program(Supervise::new);
    }

    /** Whether a path is that of a command. */
    public static boolean isOne(String path) {
        return path.startsWith(DIRECTORY);
    }

    private static Program program(Supplier<Command> command) {
        return (arguments, posix) -> {
            String[] operands = arguments.subList(1, arguments.size()).toArray(String[]::new);
            return Runner.run(command.get(), new Arguments(arguments.get(0), operands), posix);
        };
    }
}
