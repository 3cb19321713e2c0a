package io.daemontools.simulation.explore;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.check.Checker;
import io.daemontools.simulation.disk.CachedDisk;
import io.daemontools.simulation.program.Program;
import io.daemontools.simulation.world.World;
import java.time.Duration;
import java.util.List;

/** A service that prints numbered lines, and its log. Nothing is removed from the log. */
final class LoggedService implements Scenario {
    /** The directory of the log. */
    static final String LOG = World.SERVICES + "/a/log/main";

    /** A line: the wall clock when its process began, a number, and more up to this length. */
    static final int LINE = 100;

    /** When another program calls {@code sync(2)}, in milliseconds: POSIX promises nothing before. */
    private static final long SYNC = 4500;

    private static final long PACE = Posix.SECOND / 10;
    private static final int START_DIGITS = 19;
    private static final int NUMBER_DIGITS = 6;

    private final String name;
    private final String multilog;
    private final boolean commands;
    private final boolean fullDisk;
    private Program other;

    private LoggedService(String name, String multilog, boolean commands, boolean fullDisk) {
        this.name = name;
        this.multilog = multilog;
        this.commands = commands;
        this.fullDisk = fullDisk;
    }

    /** A log that is rotated every four seconds. */
    static LoggedService plain() {
        return new LoggedService("plain", "multilog s4096 n1000 ./main", false, false);
    }

    /** A log whose files go through a processor. */
    static LoggedService processed() {
        return new LoggedService("processed", "multilog s4096 n1000 !copy ./main", false, false);
    }

    /** A log and a service that are stopped and restarted. */
    static LoggedService restarted() {
        return new LoggedService("restarted", "multilog s4096 n1000 ./main", true, false);
    }

    /** A log on a disk that is full for some seconds. */
    static LoggedService full() {
        return new LoggedService("full", "multilog s4096 n1000 ./main", false, true);
    }

    /** A log that is rotated, with another program as multilog. */
    static LoggedService with(Program multilog) {
        return with(multilog, "s4096 n1000 ./main");
    }

    /** The same with another script. */
    static LoggedService with(Program multilog, String script) {
        LoggedService scenario = new LoggedService("other", "other-multilog " + script, false, false);
        scenario.other = multilog;
        return scenario;
    }

    static List<LoggedService> all() {
        return List.of(plain(), processed(), restarted(), full());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(World world) {
        world.program("numbers", LoggedService::print);
        if (other != null) {
            world.program("other-multilog", other);
        }
        world.service("a", "numbers");
        world.service("a/log", multilog);
        CachedDisk disk = (CachedDisk) world.kernel().files().disk();
        disk.sync();
        world.startSvscan();
        world.kernel().timeline().at(Duration.ofMillis(SYNC), disk::sync);
        if (commands) {
            plan(world, 3, "svc", "-t", "/service/a/log");
            plan(world, 5, "svc", "-d", "/service/a");
            plan(world, 6, "svc", "-u", "/service/a");
            plan(world, 8, "svc", "-a", "/service/a/log");
            plan(world, 9, "svc", "-t", "/service/a/log");
        }
        if (fullDisk) {
            world.kernel().timeline().at(Duration.ofSeconds(3), () -> disk.setCapacity(0));
            world.kernel().timeline().at(Duration.ofSeconds(9), () -> disk.setCapacity(Long.MAX_VALUE));
        }
    }

    private static void plan(World world, int second, String command, String... operands) {
        String[] words = new String[operands.length + 1];
        words[0] = "/command/" + command;
        System.arraycopy(operands, 0, words, 1, operands.length);
        world.kernel().timeline().at(Duration.ofSeconds(second), () -> world.start(words));
    }

    private static int print(List<String> arguments, Posix posix) {
        long start = posix.wallClock();
        for (int i = 0; ; i++) {
            byte[] line = Bytes.of(line(start, i));
            posix.write(Posix.STDOUT, line, 0, line.length);
            posix.sleep(PACE);
        }
    }

    /** A line with its newline. */
    static String line(long start, int number) {
        String head = digits(start, START_DIGITS) + ' ' + digits(number, NUMBER_DIGITS) + ' ';
        return head + "x".repeat(LINE - head.length() - 1) + '\n';
    }

    private static String digits(long number, int width) {
        String text = Long.toString(number);
        return "0".repeat(width - text.length()) + text;
    }

    /** The machine starts after a power cut. If the disk is full, it is soon no longer. */
    void started(World world) {
        if (fullDisk) {
            CachedDisk disk = (CachedDisk) world.kernel().files().disk();
            world.kernel().timeline().at(Duration.ofSeconds(1), () -> disk.setCapacity(Long.MAX_VALUE));
        }
    }

    /** Whether the commands may report a full disk. */
    boolean fullDisk() {
        return fullDisk;
    }

    @Override
    public double seconds() {
        return 13;
    }

    @Override
    public double settlingTime() {
        return fullDisk ? 14 : 4;
    }

    @Override
    public List<Checker> checkers() {
        return List.of();
    }
}
