package io.daemontools.simulation.check;

import static io.daemontools.simulation.check.BrokenCommands.assertViolates;
import static io.daemontools.simulation.check.BrokenCommands.lock;
import static io.daemontools.simulation.check.BrokenCommands.multilog;
import static io.daemontools.simulation.check.BrokenCommands.put;
import static io.daemontools.simulation.check.BrokenCommands.sleep;
import static io.daemontools.simulation.check.BrokenCommands.supervise;
import static io.daemontools.simulation.check.BrokenCommands.svscan;

import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each checker notices a command that breaks its promise. */
class CheckersTest {
    private static final Spawn RUN = Spawn.program("bad: ", "./run");

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
    void aSuperviseThatIsStartedAgain() {
        assertViolates(OneCopyChecker.class, "svscan started", svscan((arguments, posix) -> {
            posix.chdir("/service");
            while (true) {
                posix.spawn(Spawn.program("svscan: ", "supervise", "a"));
                posix.sleep(5 * Posix.SECOND);
            }
        }));
    }

    @Test
    void aSignalToAnotherProcess() {
        assertViolates(SignalChecker.class, "sends CONT to 1 ", supervise((arguments, posix) -> {
            posix.spawn(RUN);
            posix.kill(1, Signal.CONT);
            return sleep(posix);
        }));
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

    @Test
    void aKilledSuperviseThatIsStartedAgainLate() {
        assertViolates(UpAgainChecker.class, "has no supervise", world -> {
            svscan((arguments, posix) -> {
                        posix.chdir("/service");
                        while (true) {
                            posix.spawn(Spawn.program("svscan: ", "supervise", "a"));
                            posix.waitpid(Posix.ANY_CHILD, new WaitStatus());
                            posix.sleep(3 * Posix.SECOND / 2);
                        }
                    })
                    .accept(world);
            world.at(2, () -> kill(world, "supervise"));
        });
    }

    private static void kill(World world, String command) {
        for (SimulatedProcess process : List.copyOf(world.kernel().processes().all())) {
            if (Records.executes(process, command)) {
                world.kernel().kill(process, Signal.KILL);
            }
        }
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
    void aSuperviseThatForgetsWhatIsWanted() {
        assertViolates(StatusChecker.class, "want u instead of o", world -> {
            int[] pid = {0};
            supervise((arguments, posix) -> {
                        boolean again = pid[0] != 0;
                        pid[0] = again ? pid[0] : posix.spawn(RUN);
                        publish(posix, again ? status(pid[0]) : status(pid[0]).replace('u', '\0'));
                        return sleep(posix);
                    })
                    .accept(world);
            world.at(2, () -> kill(world, "supervise"));
        });
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
                posix.poll(new int[] {control}, new boolean[1], -1);
                posix.read(control, command, 0, 1);
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
    void process1ThatIsTheLastProcess() {
        assertViolates(StopChecker.class, "process 1 runs 2 seconds after", world -> {
            world.replaceCommand("svscan", (arguments, posix) -> {
                posix.ignore(Signal.TERM);
                posix.sleep(6 * Posix.SECOND);
                return 0;
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
    void aSuperviseThatSleeps() {
        assertViolates(BusyLoopChecker.class, "supervise a sleeps", supervise((arguments, posix) -> {
            posix.sleep(Posix.SECOND);
            return sleep(posix);
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
    void aPipeOfWhichOneEndIsClosed() {
        assertViolates(BoundsChecker.class, "only one end of a pipe", svscan((arguments, posix) -> {
            int[] pipe = new int[2];
            posix.pipe(pipe);
            posix.close(pipe[1]);
            return sleep(posix);
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
