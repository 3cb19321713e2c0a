package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.log.Retention;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;

class LogWriterTest {
    private static final int SIZE = 5000;

    /** The length of a file that the margin begins at. */
    private static final int MARGIN = SIZE - LogWriter.MARGIN;

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Parts parts = new Parts(posix);
    private final LogDirectory directory = parts.directory(Retention.fewerThan(10), null);
    private final LogWriter writer = new LogWriter(posix, directory, SIZE, directory.open(), 4096);

    private void line(String line, boolean selected) {
        byte[] bytes = Bytes.of(line + "\n");
        writer.accept(bytes, 0, bytes.length - 1, selected);
        writer.addLine(bytes, 0, bytes.length);
    }

    private void lines(String line, int count) {
        for (int i = 0; i < count; i++) {
            line(line, true);
        }
    }

    private String current() {
        return machine.tree().content("/main/current");
    }

    private int rotations() {
        return machine.calls().of("rename current previous").size();
    }

    private static int writeLength(String text, long fileLength) {
        byte[] bytes = Bytes.of("\n" + text + "\n");
        return LogWriter.writeLength(bytes, 1, bytes.length - 1, SIZE, fileLength);
    }

    @Test
    void writesSelectedLines() {
        line("one", true);
        line("two", false);
        line("three", true);
        writer.flush();
        assertThat(current()).isEqualTo("one\nthree\n");
    }

    @Test
    void writesWhenFlushed() {
        line("one", true);
        assertThat(current()).isEmpty();
        writer.emulateFlush();
        assertThat(current()).isEmpty();
        writer.flush();
        assertThat(current()).isEqualTo("one\n");
        assertThat(machine.calls().of("write")).hasSize(1);
    }

    @Test
    void writesALineInParts() {
        byte[] bytes = Bytes.of("beginning and end\n");
        writer.accept(bytes, 0, 9, true);
        writer.addBeginning(bytes, 0, 9);
        writer.addMore(bytes, 9, bytes.length);
        writer.close();
        assertThat(current()).isEqualTo("beginning and end\n");
    }

    @Test
    void growsItsBuffer() {
        lines("x".repeat(99), 25);
        assertThat(machine.calls().of("write")).isEmpty();
    }

    @Test
    void writesEarlierWithoutMemoryForALargerBuffer() {
        machine.setMemory(4095);
        lines("x".repeat(99), 25);
        assertThat(current()).hasSizeBetween(1000, 2499);
        writer.flush();
        assertThat(current()).isEqualTo(("x".repeat(99) + "\n").repeat(25));
    }

    @Test
    void endsAFileWithALineInTheMargin() {
        lines("x".repeat(99), 31);
        writer.flush();
        assertThat(rotations()).isEqualTo(1);
        assertThat(current()).hasSize(100);
    }

    @Test
    void splitsALineThatDoesNotFit() {
        lines("x".repeat(999), 2);
        byte[] bytes = Bytes.of("y".repeat(4000));
        writer.accept(bytes, 0, 1000, true);
        writer.addBeginning(bytes, 0, 1000);
        writer.addMore(bytes, 1000, 4000);
        writer.flush();
        assertThat(rotations()).isEqualTo(1);
        assertThat(current()).isEqualTo("y".repeat(1000));
    }

    @Test
    void rotatesEarlyUnlessTheFileIsEmpty() {
        writer.rotateUnlessEmpty();
        assertThat(rotations()).isZero();
        line("one", true);
        writer.flush();
        writer.rotateUnlessEmpty();
        assertThat(rotations()).isEqualTo(1);
        assertThat(current()).isEmpty();
        writer.rotateUnlessEmpty();
        assertThat(rotations()).isEqualTo(1);
    }

    @Test
    void closesTheDirectory() {
        line("one", true);
        writer.close();
        assertThat(current()).isEqualTo("one\n");
        assertThat(machine.tree().status("/main/current").permissions()).isEqualTo(0744);
    }

    @Test
    void writesAllBeforeTheMargin() {
        assertThat(writeLength("ab\ncd", MARGIN - 6)).isEqualTo(5);
    }

    @Test
    void writesUpToTheLastNewlineInTheMargin() {
        assertThat(writeLength("ab\ncd", MARGIN - 5)).isEqualTo(3);
        assertThat(writeLength("a\nb\nc", MARGIN)).isEqualTo(4);
        assertThat(writeLength("ab\n", MARGIN)).isEqualTo(3);
    }

    @Test
    void writesAllWithoutANewline() {
        assertThat(writeLength("abcd", SIZE - 4)).isEqualTo(4);
    }

    @Test
    void writesOnlyWhatFits() {
        assertThat(writeLength("abcd", SIZE - 3)).isEqualTo(3);
        assertThat(writeLength("a\ncd", SIZE - 3)).isEqualTo(2);
        assertThat(writeLength("abcd\n", SIZE - 3)).isEqualTo(3);
    }

    @Test
    void newlineInTheMarginEndsTheFile() {
        assertThat(LogWriter.endsFile((byte) '\n', SIZE, MARGIN)).isTrue();
        assertThat(LogWriter.endsFile((byte) '\n', SIZE, MARGIN - 1)).isFalse();
        assertThat(LogWriter.endsFile((byte) 'x', SIZE, SIZE)).isFalse();
    }
}
