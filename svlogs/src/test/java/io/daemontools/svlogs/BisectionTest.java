package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import io.daemontools.time.Tai64nLabel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BisectionTest {
    private static final long START = 1_700_000_000L * Clocks.SECOND;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    static String label(long time) {
        byte[] label = new byte[Tai64nLabel.TEXT];
        Tai64nLabel.print(time, label, 0);
        return Bytes.text(label, label.length);
    }

    private long find(String content, long time) {
        machine.tree().file("/log", content);
        int descriptor = posix.openRead("/log");
        long found = new Bisection(posix).find(descriptor, content.length(), time);
        posix.close(descriptor);
        return found;
    }

    /** All before it is earlier; it is a line; and not much of it is earlier. */
    @Test
    void findsTheBlockOfATime() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        int lines = 20_000;
        int[] offsets = new int[lines];
        for (int i = 0; i < lines; i++) {
            offsets[i] = text.length();
            text.append(label(START + i / 3 * Clocks.SECOND))
                    .append(' ')
                    .append("x".repeat(random.nextInt(200)))
                    .append('\n');
            for (int j = random.nextInt(20) - 15; j > 0; j--) {
                text.append("  at a line without a label\n");
            }
        }
        for (int i = 0; i < 50; i++) {
            int line = random.nextInt(lines);
            long found = find(text.toString(), START + line / 3 * Clocks.SECOND);
            assertThat(found).isLessThanOrEqualTo(offsets[line / 3 * 3]);
            assertThat(offsets[line / 3 * 3] - found).isLessThan(64 * 1024);
            assertThat(found == 0 || text.charAt((int) found - 1) == '\n').isTrue();
        }
        assertThat(find(text.toString(), 0)).isZero();
        assertThat(find(text.toString(), Long.MAX_VALUE)).isGreaterThan(text.length() - 64 * 1024);
    }

    @Test
    void needsLabels() {
        assertThat(find("x\n".repeat(100_000), START)).isEqualTo(Bisection.NO_LABEL);
        assertThat(find("", START)).isZero();
        assertThat(find("x".repeat(100_000) + "\n" + label(START) + " y\n", START))
                .isZero();
        assertThat(find("x".repeat(8191) + "\n" + label(START) + " y\n", START)).isZero();
    }
}
