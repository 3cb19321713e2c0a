package io.daemontools.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.explore.History;
import io.daemontools.simulation.explore.Scenario;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.program.Program;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.World;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each checker notices a command that breaks its promise. */
class CheckersTest {
    private static final Spawn RUN = Spawn.program("bad: ", "./run");
    private static final long HOUR = 3600 * Posix.SECOND;

    private static void assertViolates(Class<? extends Checker> checker, String message, Consumer<World> preparation) {
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

            @Override
            public List<Checker> checkers() {
                return Checkers.all();
            }
        };
        History history =
                History.run(scenario, Scheduler.seeded(new Seed(1), 4), Faults.NONE, Disk.PERFECT, new Trace());
        assertThat(history.violation()).isInstanceOf(Violation.class).hasMessageContaining(message);
        assertThat(((Violation) history.violation()).checker()).isInstanceOf(checker);
    }

    /** A service whose supervise gets the lock, and then does something else. */
    private static Consumer<World> supervise(Program rest) {
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

    private static int lock(Posix posix) {
        int lock = posix.openAppend("supervise/lock");
        try {
            posix.tryLock(lock);
        } catch (PosixException held) {
            posix.exit(1);
        }
        return lock;
    }

    private static int sleep(Posix posix) {
        posix.sleep(HOUR);
        return 0;
    }

    private static void put(Posix posix, int descriptor, String text) {
        posix.write(descriptor, Bytes.of(text), 0, text.length());
    }

    private static Consumer<World> svscan(Program program) {
        return world -> {
            world.replaceCommand("svscan", program);
            world.service("a", "printer a 500");
            world.startInit();
        };
    }

    /** A logged service whose multilog changes what it reads. */
    private static Consumer<World> multilog(UnaryOperator<String> change) {
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

    @Test
    void twoCopiesOfAService() {
        assertViolates(OneCopyChecker.class, "/service/a has [", supervise((arguments, posix) -> {
            posix.spawn(RUN);
            posix.spawn(RUN);
            return sleep(posix);
        }));
    }

    @Test
    void twoSupervisesOfAService() {
        assertViolates(OneCopyChecker.class, "has the supervises", world -> {
            world.replaceCommand("supervise", (arguments, posix) -> {
                posix.chdir(arguments.get(1));
                posix.mkdir("supervise", 0700);
                posix.close(lock(posix));
                return sleep(posix);
            });
            world.service("a", "printer a 500");
            world.startReaper();
            world.at(1, () -> world.start(Commands.DIRECTORY + "supervise", "/service/a"));
            world.at(2, () -> world.start(Commands.DIRECTORY + "supervise", "/service/a"));
        });
    }

    @Test
    void aLineThatIsDropped() {
        assertViolates(LinesChecker.class, "not what was read", multilog(text -> text.contains(" 1\n") ? "" : text));
    }

    @Test
    void aLineThatIsWrittenTwice() {
        assertViolates(LinesChecker.class, "not what was read", multilog(text -> text + text));
    }

    @Test
    void linesThatAreNotWritten() {
        assertViolates(LinesChecker.class, "has not written the last", multilog(text -> ""));
    }

    @Test
    void aLogFileThatIsMissing() {
        assertViolates(LinesChecker.class, "a file is missing", world -> {
            world.loggedService("a", "flood a 1000 5000", "t s4096 n99 ./main");
            world.at(8, () -> {
                String main = "/service/a/log/main/";
                world.kernel()
                        .files()
                        .removeTree(main
                                + new LogRecord(world.directory(main))
                                        .oldFiles()
                                        .get(0));
            });
            world.startInit();
        });
    }

    @Test
    void aLogWithTooManyFiles() {
        assertViolates(LinesChecker.class, "old files", world -> {
            world.loggedService("a", "flood a 1000 5000", "t s4096 n2 ./main");
            for (int i = 0; i < 4; i++) {
                String name = "/service/a/log/main/@5000000" + i;
                world.at(3, () -> world.kernel().files().write(name, 0744, ""));
            }
            world.startInit();
        });
    }

    @Test
    void aPipeThatIsLost() {
        assertViolates(LinesChecker.class, "a pipe lost 5 bytes", world -> {
            world.program("leaky", (arguments, posix) -> {
                int[] pipe = new int[2];
                posix.pipe(pipe);
                put(posix, pipe[1], "line\n");
                posix.close(pipe[0]);
                posix.close(pipe[1]);
                return sleep(posix);
            });
            world.service("a", "leaky");
            world.startInit();
        });
    }

    @Test
    void aPipeThatIsNotRead() {
        assertViolates(LinesChecker.class, "nobody reads", world -> {
            world.service("a", "printer a 500");
            world.service("a/log", "sleeper 1000000");
            world.startInit();
        });
    }

    @Test
    void aServiceThatIsNotStarted() {
        assertViolates(UpAgainChecker.class, "/service/a is down", supervise((arguments, posix) -> {
            publish(posix, status(0));
            return sleep(posix);
        }));
    }

    @Test
    void aServiceWithoutSupervise() {
        assertViolates(UpAgainChecker.class, "has no supervise", svscan((arguments, posix) -> sleep(posix)));
    }

    private static void publish(Posix posix, String status) {
        put(posix, posix.openTruncate("supervise/status.new"), status);
        posix.rename("supervise/status.new", "supervise/status");
    }

    private static String status(int pid) {
        return "@\0\0\0eS\u00ee\u00aa\0\0\0\0" + (char) pid + "\0\0\0\0u";
    }

    @Test
    void aStatusThatIsTooShort() {
        assertViolates(StatusChecker.class, "a status of 5 bytes", supervise((arguments, posix) -> {
            posix.spawn(RUN);
            publish(posix, status(4).substring(0, 5));
            return sleep(posix);
        }));
    }

    @Test
    void aStatusThatIsInvalid() {
        assertViolates(StatusChecker.class, "an invalid status", supervise((arguments, posix) -> {
            publish(posix, status(0).replace('u', '?'));
            return sleep(posix);
        }));
    }

    @Test
    void aStatusThatIsUntrue() {
        assertViolates(StatusChecker.class, "pid 99 instead of", supervise((arguments, posix) -> {
            posix.spawn(RUN);
            publish(posix, status(99));
            return sleep(posix);
        }));
    }

    @Test
    void aServiceThatDoesNotStop() {
        assertViolates(StopChecker.class, "/service/a still runs", world -> {
            world.program("deaf", (arguments, posix) -> {
                posix.ignore(Signal.TERM);
                return sleep(posix);
            });
            world.service("a", "deaf");
            world.commandAt(2, "svc", "-d", "/service/a");
            world.startInit();
        });
    }

    @Test
    void aSuperviseThatDoesNotExit() {
        assertViolates(StopChecker.class, "/service/a still has", supervise((arguments, posix) -> {
            posix.mkfifo("supervise/control", 0600);
            int control = posix.openRead("supervise/control");
            put(posix, posix.openWrite("supervise/control"), "dx");
            byte[] command = new byte[1];
            publish(posix, status(0).replace('u', 'd'));
            while (true) {
                posix.read(control, command, 0, 1);
                posix.sleep(Posix.SECOND);
            }
        }));
    }

    @Test
    void aLoggerThatDoesNotStop() {
        assertViolates(StopChecker.class, "multilog runs 12 seconds after TERM", world -> {
            world.replaceCommand("multilog", (arguments, posix) -> {
                posix.ignore(Signal.TERM);
                return sleep(posix);
            });
            world.service("a", "multilog");
            world.commandAt(1, "svc", "-t", "/service/a");
            world.startInit();
        });
    }

    @Test
    void process1ThatDoesNotStop() {
        assertViolates(StopChecker.class, "process 1 runs", world -> {
            world.replaceCommand("svscan", (arguments, posix) -> {
                posix.ignore(Signal.TERM);
                return sleep(posix);
            });
            var svscan = world.startSvscan();
            world.at(1, () -> world.kernel().kill(svscan, Signal.TERM));
        });
    }

    @Test
    void process1ThatEndsFirst() {
        assertViolates(OwnershipChecker.class, "process 1 ended before [2 ", world -> {
            world.replaceCommand("svscan", (arguments, posix) -> {
                posix.spawn(Spawn.program("svscan: ", "sleeper", "10000"));
                posix.sleep(Posix.SECOND);
                return 0;
            });
            world.startSvscan();
        });
    }

    @Test
    void aZombieThatIsNotReaped() {
        assertViolates(OwnershipChecker.class, "is a zombie of", svscan((arguments, posix) -> {
            posix.spawn(Spawn.program("svscan: ", "exit", "0"));
            return sleep(posix);
        }));
    }

    @Test
    void aServiceThatIsLeftBehind() {
        assertViolates(OwnershipChecker.class, "is without a supervise", world -> {
            world.replaceCommand("supervise", (arguments, posix) -> {
                posix.chdir(arguments.get(1));
                posix.spawn(RUN);
                return 0;
            });
            world.service("a", "printer a 500");
            world.startReaper();
            world.at(1, () -> world.start(Commands.DIRECTORY + "supervise", "/service/a"));
        });
    }

    @Test
    void aBusyLoop() {
        assertViolates(BusyLoopChecker.class, "calls in a second", svscan((arguments, posix) -> {
            while (true) {
                posix.poll(new int[0], new boolean[0], 0);
            }
        }));
    }

    @Test
    void descriptorsThatAreNotClosed() {
        assertViolates(BoundsChecker.class, "descriptors", svscan((arguments, posix) -> {
            while (true) {
                posix.openRead("/service");
                posix.sleep(Posix.SECOND / 10);
            }
        }));
    }

    @Test
    void processesThatPileUp() {
        assertViolates(BoundsChecker.class, "processes", svscan((arguments, posix) -> {
            while (true) {
                posix.spawn(Spawn.program("svscan: ", "sleeper", "1000000"));
                posix.sleep(Posix.SECOND / 10);
            }
        }));
    }

    @Test
    void filesThatPileUp() {
        assertViolates(BoundsChecker.class, "/supervise has [", supervise((arguments, posix) -> {
            for (int i = 0; i < 10; i++) {
                posix.close(posix.openAppend("supervise/file" + i));
            }
            return sleep(posix);
        }));
    }
}
