package io.daemontools.simulation.world;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.program.Program;
import java.util.Arrays;
import java.util.List;

/**
 * The programs that services execute. Times are milliseconds. A line consists of the name of the service, the process id and a
 * number, so that no two lines are equal.
 */
public final class Services {
    private static final long MILLISECOND = Posix.SECOND / 1000;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int THIRD = 3;
    private static final int BLOCK = 4096;
    private static final int FILLING = 200;
    private static final int OLD_STATE = 4;
    private static final int NEW_STATE = 5;
    private static final long NO_LIMIT = -1;
    private static final int FAILURE = 111;

    private Services() {}

    /** Installs all of them in {@code /bin}. */
    public static void install(World world) {
        install(world, "printer", Services::print);
        install(world, "stubborn", Services::printUntilKilled);
        install(world, "exit", (arguments, posix) -> number(arguments, FIRST));
        install(world, "sleeper", Services::sleep);
        install(world, "daemon", Services::becomeDaemon);
        install(world, "holder", Services::leavePipeToChild);
        install(world, "partial", Services::printInParts);
        install(world, "flood", Services::flood);
        install(world, "long", Services::printLong);
        install(world, "reloader", Services::printOnHangup);
        install(world, "notifier", Services::notifyReadiness);
        install(world, "sh", Services::copy);
    }

    /** As most programs, it exits when a call fails. */
    private static void install(World world, String name, Program program) {
        world.program(name, (arguments, posix) -> {
            try {
                return program.run(arguments, posix);
            } catch (PosixException failed) {
                return FAILURE;
            }
        });
    }

    /** {@code printer NAME INTERVAL [COUNT]}: prints a line at each interval; exits 0 after that many. */
    private static int print(List<String> arguments, Posix posix) {
        long count = arguments.size() > THIRD ? number(arguments, THIRD) : Long.MAX_VALUE;
        for (long i = 0; i < count; i++) {
            put(posix, line(arguments, posix, i));
            pause(posix, number(arguments, SECOND));
        }
        return 0;
    }

    /** {@code stubborn NAME INTERVAL}: a printer that ignores TERM. */
    private static int printUntilKilled(List<String> arguments, Posix posix) {
        posix.ignore(Signal.TERM);
        return print(arguments, posix);
    }

    /** {@code sleeper TIME}: exits 0 after a time. */
    private static int sleep(List<String> arguments, Posix posix) {
        pause(posix, number(arguments, FIRST));
        return 0;
    }

    /** {@code daemon NAME INTERVAL}: starts a printer, which stays when it exits at once. */
    private static int becomeDaemon(List<String> arguments, Posix posix) {
        posix.spawn(Spawn.program("daemon: ", "printer", arguments.get(FIRST), arguments.get(SECOND))
                .setsid());
        return 0;
    }

    /** {@code holder NAME TIME}: prints a line and exits, with a child that has the pipe open for that time. */
    private static int leavePipeToChild(List<String> arguments, Posix posix) {
        put(posix, line(arguments, posix, 0));
        posix.spawn(Spawn.program("holder: ", "sleeper", arguments.get(SECOND)));
        pause(posix, number(arguments, SECOND) / 2);
        return 0;
    }

    /** {@code partial NAME INTERVAL}: a printer that writes each line in two parts, with an interval between. */
    private static int printInParts(List<String> arguments, Posix posix) {
        for (int i = 0; ; i++) {
            String line = line(arguments, posix, i);
            put(posix, line.substring(0, line.length() / 2));
            pause(posix, number(arguments, SECOND));
            put(posix, line.substring(line.length() / 2));
        }
    }

    /** {@code long NAME INTERVAL BYTES}: a printer of lines that have that many bytes and more. */
    private static int printLong(List<String> arguments, Posix posix) {
        String filling = " ".repeat(number(arguments, THIRD));
        for (int i = 0; ; i++) {
            put(posix, filling + line(arguments, posix, i));
            pause(posix, number(arguments, SECOND));
        }
    }

    /** {@code flood NAME INTERVAL BYTES}: writes long lines, of at least that many bytes in all at once, at each interval. */
    private static int flood(List<String> arguments, Posix posix) {
        int pid = posix.getpid();
        String filling = " ".repeat(FILLING);
        long number = 0;
        while (true) {
            StringBuilder lines = new StringBuilder();
            while (lines.length() < number(arguments, THIRD)) {
                lines.append(arguments.get(FIRST))
                        .append(filling)
                        .append(pid)
                        .append(' ')
                        .append(number++)
                        .append('\n');
            }
            put(posix, lines.toString());
            pause(posix, number(arguments, SECOND));
        }
    }

    /** {@code reloader NAME}: prints a line at its start and for each HUP. */
    private static int printOnHangup(List<String> arguments, Posix posix) {
        int[] signals = {posix.catchSignals(Signal.HUP)};
        boolean[] ready = new boolean[1];
        for (int i = 0; ; i++) {
            put(posix, line(arguments, posix, i));
            do {
                posix.poll(signals, ready, NO_LIMIT);
            } while (posix.takeSignal() == null);
        }
    }

    /** {@code notifier DESCRIPTOR TIME}: writes a newline to a descriptor after a time, closes it, and stays. */
    private static int notifyReadiness(List<String> arguments, Posix posix) {
        int descriptor = number(arguments, FIRST);
        pause(posix, number(arguments, SECOND));
        posix.write(descriptor, Bytes.of("\n"), 0, 1);
        posix.close(descriptor);
        while (true) {
            pause(posix, number(arguments, SECOND));
        }
    }

    /**
     * {@code sh -c COMMAND}, whatever the command: copies its input to its output, as the processor {@code cat} does. It keeps the sum of
     * the bytes as its state.
     */
    private static int copy(List<String> arguments, Posix posix) {
        byte[] block = new byte[BLOCK];
        String before = Bytes.text(block, posix.read(OLD_STATE, block, 0, BLOCK));
        long sum = before.isEmpty() ? 0 : Long.parseLong(before.strip());
        for (int count = posix.read(Posix.STDIN, block, 0, BLOCK);
                count > 0;
                count = posix.read(Posix.STDIN, block, 0, BLOCK)) {
            put(posix, Bytes.text(block, count));
            sum += count;
        }
        put(posix, NEW_STATE, sum + "\n");
        return 0;
    }

    private static String line(List<String> arguments, Posix posix, long number) {
        return arguments.get(FIRST) + ' ' + posix.getpid() + ' ' + number + '\n';
    }

    private static void put(Posix posix, String text) {
        put(posix, Posix.STDOUT, text);
    }

    private static void put(Posix posix, int descriptor, String text) {
        byte[] bytes = Bytes.of(text);
        int written = 0;
        while (written < bytes.length) {
            byte[] rest = Arrays.copyOfRange(bytes, written, bytes.length);
            written += posix.write(descriptor, rest, 0, rest.length);
        }
    }

    private static void pause(Posix posix, long milliseconds) {
        posix.sleep(milliseconds * MILLISECOND);
    }

    private static int number(List<String> arguments, int index) {
        return Integer.parseInt(arguments.get(index));
    }
}
