package io.daemontools.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.file.OpenFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SpaceTest {
    private final Machine machine = new Machine(Profile.EXT4);

    private int write(OpenFile file, int length) {
        return file.write(new byte[length], 0, length);
    }

    private static void assertFull(ThrowingCallable call) {
        assertThatExceptionOfType(PosixException.class)
                .isThrownBy(call)
                .extracting(PosixException::errno)
                .isEqualTo(Errno.ENOSPC);
    }

    /** The root directory takes one block. */
    @Test
    void aWriteToAFullDiskIsShortAndThenFails() {
        machine.disk.setCapacity(3);
        OpenFile file = machine.create("f");
        assertThat(write(file, 9000)).isEqualTo(8192);
        assertFull(() -> write(file, 1));
    }

    @Test
    void knowsWhatIsFree() {
        machine.disk.setCapacity(3);
        OpenFile file = machine.create("f");
        assertThat(machine.disk.available()).isEqualTo(8192);
        write(file, 4097);
        assertThat(machine.disk.available()).isZero();
        machine.disk.setCapacity(1);
        assertThat(machine.disk.available()).isZero();
    }

    @Test
    void theLastBlockOfAFileMayBeFilled() {
        machine.disk.setCapacity(2);
        OpenFile file = machine.create("f");
        assertThat(write(file, 1)).isEqualTo(1);
        assertThat(write(file, 9000)).isEqualTo(4095);
    }

    @Test
    void anUnlinkedFileIsFreeOnceItIsClosed() {
        machine.disk.setCapacity(2);
        OpenFile file = machine.create("f");
        write(file, 4096);
        machine.unlink("f");
        OpenFile other = machine.create("g");
        assertFull(() -> write(other, 1));
        file.release();
        assertThat(write(other, 1)).isEqualTo(1);
    }

    @Test
    void truncationAndReplacementFreeBlocks() {
        machine.disk.setCapacity(2);
        OpenFile file = machine.create("f");
        write(file, 4096);
        file.release();
        machine.truncate("f").release();
        OpenFile other = machine.create("g");
        write(other, 4096);
        machine.rename("f", "g");
        assertFull(() -> write(machine.truncate("g"), 1));
        other.release();
        assertThat(write(machine.truncate("g"), 1)).isEqualTo(1);
    }

    @Test
    void aDirectoryTakesABlock() {
        machine.disk.setCapacity(2);
        machine.mkdir("d");
        assertFull(() -> machine.mkdir("e"));
    }

    @Test
    void theCapacityMayChange() {
        OpenFile file = machine.create("f");
        write(file, 100_000);
        machine.disk.setCapacity(2);
        assertThat(write(file, 100_000)).isEqualTo(2400);
        assertFull(() -> write(file, 1));
        machine.disk.setCapacity(Long.MAX_VALUE);
        assertThat(write(file, 100_000)).isEqualTo(100_000);
    }
}
