package io.daemontools.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.explore.History;
import io.daemontools.simulation.explore.Scenario;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.program.Program;
import io.daemontools.simulation.world.World;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Worlds with commands that break a promise. */
final class BrokenCommands {
    private static final long HOUR = 3600 * Posix.SECOND;

    private BrokenCommands() {}

    /** Runs a world until a checker, and no other one, reports a violation. */
    static void assertViolates(Class<? extends Checker> checker, String message, Consumer<World> preparation) {
        Scenario scenario = new Scenario() {
            @Override
            public String name() {
                return message;
            }

            @Override
            public void prepare(World world) {
                preparation.accept(world);
            }

            @Override
            public double seconds() {
                return 10;
            }

            @Override
            public double settlingTime() {
                return 12;
            }
        };
        History history = History.run(scenario, Scheduler.seeded(new Seed(1), 4), Faults.NONE, new Trace());
        assertThat(history.violation()).isInstanceOf(Violation.class).hasMessageContaining(message);
        assertThat(((Violation) history.violation()).checker()).isInstanceOf(checker);
    }

    /** A service whose supervise gets the lock, and then does something else. */
    static Consumer<World> supervise(Program rest) {
        return world -> {
            world.replaceCommand("supervise", (arguments, posix) -> {
                posix.chdir(arguments.get(1));
                posix.mkdir("supervise", 0700);
                lock(posix);
                return rest.run(arguments, posix);
            });
            world.service("a", "printer a 500");
            world.startInit();
        };
    }

    /** Takes the lock of the service directory that is the working directory, or exits. */
    static int lock(Posix posix) {
        int lock = posix.openAppend("supervise/lock");
        try {
            posix.tryLock(lock);
        } catch (PosixException held) {
            posix.exit(1);
        }
        return lock;
    }

    /** Does nothing for the rest of the history. */
    static int sleep(Posix posix) {
        posix.sleep(HOUR);
        return 0;
    }

    /** Writes a text. */
    static void put(Posix posix, int descriptor, String text) {
        posix.write(descriptor, Bytes.of(text), 0, text.length());
    }

    /** A service and another program as svscan. */
    static Consumer<World> svscan(Program program) {
        return world -> {
            world.replaceCommand("svscan", program);
            world.service("a", "printer a 500");
            world.startInit();
        };
    }

    /** A logged service whose multilog changes what it reads. */
    static Consumer<World> multilog(UnaryOperator<String> change) {
        return world -> {
            world.replaceCommand("multilog", (arguments, posix) -> {
                posix.mkdir("main", 0700);
                posix.chdir("main");
                int current = posix.openAppend("current");
                byte[] block = new byte[1000];
                for (int count = posix.read(0, block, 0, 1000); count > 0; count = posix.read(0, block, 0, 1000)) {
                    put(posix, current, change.apply(Bytes.text(block, count)));
                }
                return 0;
            });
            world.loggedService("a", "printer a 500", "./main");
            world.startInit();
        };
    }
}
