package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code D} on a disk that has room for a number of bytes. */
class FullDiskTest {
    private static final String LINE = "x".repeat(99) + "\n";
    private static final int END = 100;

    /** The minimum of {@code s}, and how many bytes before a file may end. */
    private static final int SIZE = 4096;

    private static final int MARGIN = 2000;
    private static final int NOTICE = 100;
    private static final Pattern DROPPED = Pattern.compile("multilog: warning: dropped (\\d+) lines, (\\d+) bytes");

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private FifoPeer input;

    @BeforeEach
    void readFromAFifo() {
        posix.close(0);
        input = machine.tree().fifo("/input");
        input.openedByWriter();
        posix.openRead("/input");
        at(END, () -> machine.send(Signal.TERM));
    }

    private void at(int seconds, Runnable happening) {
        machine.clock().at(Duration.ofSeconds(seconds), happening);
    }

    private void lines(int second, String text) {
        at(second, () -> input.put(text));
    }

    private void room(int second, long bytes) {
        at(second, () -> machine.descriptors().setRoom(bytes));
    }

    private void run(String... script) {
        assertThat(machine.run(new Multilog(), "multilog", script)).isZero();
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(END));
    }

    private String current() {
        return machine.tree().content("/main/current");
    }

    /** The files that were finished. */
    private List<String> finished() {
        return machine.calls().of("link").stream()
                .map(call -> machine.tree().content("/main/" + call.split(" ", -1)[2]))
                .toList();
    }

    private static String notice(int lines, int bytes) {
        return "multilog: warning: dropped " + lines + " lines, " + bytes + " bytes\n";
    }

    @Test
    void droppedLinesDoNotFillAFile() {
        machine.tree().directory("/main");
        machine.tree().file("/main/@400000006553f10100000000.s", "old");
        machine.tree().file("/main/@400000006553f10200000000.s", "old");
        room(1, 1000);
        for (int second = 2; second < 22; second++) {
            lines(second, LINE.repeat(20));
        }
        room(22, Long.MAX_VALUE);
        lines(23, "last\n");
        run("s4096", "n3", "D", "./main");
        assertThat(finished()).isEmpty();
        assertThat(machine.tree().exists("/main/@400000006553f10100000000.s")).isTrue();
        assertThat(current()).isEqualTo(LINE.repeat(10) + notice(390, 39_000) + "last\n");
    }

    @Test
    void fileGetsItsSizeAfterLinesWereDropped() {
        room(1, 1000);
        lines(2, LINE.repeat(50));
        room(3, Long.MAX_VALUE);
        lines(4, LINE.repeat(30));
        run("s4096", "D", "./main");
        String log = LINE.repeat(10) + notice(40, 4000) + LINE.repeat(30);
        assertThat(finished()).hasSize(1);
        assertThat(finished().get(0).length()).isBetween(SIZE - MARGIN, SIZE);
        assertThat(finished().get(0) + current()).isEqualTo(log);
    }

    @Test
    void numberThatIsWrittenInPartIsCompleted() {
        room(1, 62);
        lines(2, "one\ntwo\nthree\n");
        room(3, 10);
        lines(4, "four\n");
        room(5, Long.MAX_VALUE);
        lines(6, "five\n");
        run("t", "D", "./main");
        assertThat(current().replaceAll("@\\w{24}", "@"))
                .isEqualTo("@ one\n@ two\n@4\n@ " + notice(1, 30) + "@ " + notice(1, 31) + "@ five\n");
        assertThat(labels()).hasSize(5).isSorted();
    }

    private List<String> labels() {
        return current()
                .lines()
                .filter(line -> line.length() > 25)
                .map(line -> line.substring(0, 25))
                .toList();
    }

    @Test
    void numberHasTheLabelOfTheFirstLine() {
        room(1, 0);
        lines(3, "one\n");
        lines(4, "two\n");
        room(5, Long.MAX_VALUE);
        lines(6, "three\n");
        run("t", "D", "./main");
        assertThat(current())
                .matches("@400000006553f10d\\w{8} multilog: warning: dropped 2 lines, 60 bytes\n"
                        + "@400000006553f110\\w{8} three\n");
    }

    @Test
    void rotationWaitsForRoom() {
        room(1, 8);
        lines(2, "one\nsecond\n");
        at(3, () -> machine.send(Signal.ALRM));
        at(4, () -> assertThat(finished()).isEmpty());
        room(5, Long.MAX_VALUE);
        lines(6, "three\n");
        run("D", "./main");
        assertThat(finished()).containsExactly("one\nseco\n" + notice(1, 3));
        assertThat(current()).isEqualTo("three\n");
    }

    @Test
    void newFileDoesNotBeginWithAnEmptyLine() {
        lines(1, "x".repeat(SIZE));
        at(2, () -> machine.send(Signal.ALRM));
        room(3, 0);
        lines(4, "x\n");
        room(5, Long.MAX_VALUE);
        lines(6, "next\n");
        run("s4096", "D", "./main");
        assertThat(current()).isEqualTo(notice(1, 2) + "next\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eachLineIsLoggedOrCounted(int seed) {
        Random random = new Random(seed);
        long[] rooms = {0, 1, 30, 1000, 5000, Long.MAX_VALUE};
        Set<String> lines = new HashSet<>();
        for (int second = 1; second < END - 10; second++) {
            room(second, rooms[random.nextInt(rooms.length)]);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                String line = lines.size() + " " + "x".repeat(random.nextInt(random.nextBoolean() ? 100 : 900)) + "!";
                lines.add(line);
                text.append(line).append('\n');
            }
            int middle = random.nextInt(text.length() + 1);
            lines(second, text.substring(0, middle));
            if (random.nextInt(8) == 0) {
                at(second, () -> machine.send(Signal.ALRM));
            }
            lines(second, text.substring(middle));
        }
        room(END - 10, Long.MAX_VALUE);
        run("s4096", "n1000", "D", "./main");
        for (String file : finished()) {
            assertThat(file.length()).isLessThan(SIZE + NOTICE);
            assertThat(file.startsWith("\n")).isFalse();
            assertThat(file.substring(Math.max(0, file.length() - 250))).endsWith("\n");
        }
        long logged = 0;
        long dropped = 0;
        long newlines = 0;
        for (String line : (String.join("", finished()) + current()).split("\n", -1)) {
            Matcher notice = DROPPED.matcher(line);
            if (notice.matches()) {
                dropped += Long.parseLong(notice.group(1));
                newlines += notice.group(1).equals("1") ? 1 : 0;
            } else if (lines.contains(line)) {
                logged++;
            }
        }
        assertThat(dropped).isPositive();
        // A line of which only the newline was dropped is logged and counted.
        assertThat(logged + dropped).isBetween((long) lines.size(), lines.size() + newlines);
    }
}
