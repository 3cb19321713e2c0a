package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Account;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.ProcessEntry;
import io.daemontools.posix.ResourceUse;
import io.daemontools.posix.WaitStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Reads structures, and writes them, as a C compiler lays them out with the headers of FreeBSD 13.0; the images for amd64 and aarch64
 * are the same. Most fields have values, so that a wrong place shows.
 */
class FreeBsdStructuresTest {
    private static final int STAT_SIZE = 224;
    private static final int KEVENT_SIZE = 64;
    private static final int PROCESS = 4711;

    /** A file of 4095 bytes with mode 0644 and one link, user 1001, group 1002. */
    private static final String FILE = """
            000000 a1 b2 c3 d4 e5 00 00 00 0f 27 00 00 00 00 00 00
            000010 01 00 00 00 00 00 00 00 a4 81 00 00 e9 03 00 00
            000020 ea 03 00 00 00 00 00 00 ff ff ff ff ff ff ff ff
            000030 00 81 24 69 00 00 00 00 c0 d4 54 07 00 00 00 00
            000040 01 81 24 69 00 00 00 00 00 02 2e 1b 00 00 00 00
            000050 02 81 24 69 00 00 00 00 00 00 00 00 00 00 00 00
            000060 f0 59 24 69 00 00 00 00 40 2f 07 2f 00 00 00 00
            000070 ff 0f 00 00 00 00 00 00 08 00 00 00 00 00 00 00
            000080 00 10 00 00 00 00 00 00 07 00 00 00 00 00 00 00
            """;

    /** As the file system sets the time of creation that it does not know. */
    private static final String UNKNOWN_BIRTH = "000060 ff ff ff ff ff ff ff ff 00 00 00 00 00 00 00 00";

    /** 7 of 1000 files are free for users other than root. */
    private static final String FILE_SYSTEM = """
            000000 01 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00
            000010 03 00 00 00 00 00 00 00 07 00 00 00 00 00 00 00
            000020 09 00 00 00 00 00 00 00 e8 03 00 00 00 00 00 00
            """;

    private static final String DIRECTORY_ENTRY = """
            000000 0f 27 00 00 00 00 00 00 88 77 66 55 44 33 22 11
            000010 20 00 04 00 07 00 00 00 73 65 72 76 69 63 65 00
            """;

    private static final String ACCOUNT = """
            000010 e9 03 00 00 fe ff ff ff 05 00 00 00 00 00 00 00
            000040 06 00 00 00 00 00 00 00 07 00 00 00 00 00 00 00
            """;

    /** Process 4711 of parent 4242: effective user 1001, real user 1002; started at 1764000001.456789. */
    private static final String PROCESS_INFORMATION = """
            000000 40 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            000040 00 00 00 00 00 00 00 00 67 12 00 00 92 10 00 00
            000050 67 12 00 00 00 00 00 00 5c 12 00 00 00 00 00 00
            000060 01 00 00 00 ff ff ff ff 00 00 00 00 00 00 00 00
            0000a0 00 00 00 00 00 00 00 00 e9 03 00 00 ea 03 00 00
            0000b0 eb 03 00 00 ec 03 00 00 ed 03 00 00 01 00 00 00
            0000c0 ee 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            000100 00 50 34 12 00 00 00 00 f4 01 00 00 00 00 00 00
            000140 00 00 00 00 00 00 00 00 40 e2 01 00 00 00 00 00
            000150 01 81 24 69 00 00 00 00 55 f8 06 00 00 00 00 00
            000160 09 00 00 00 00 00 00 00 08 00 00 00 00 00 00 00
            000170 00 40 00 10 00 00 00 00 00 00 00 00 00 00 00 00
            000180 00 00 00 00 03 00 00 00 00 00 00 00 00 00 00 00
            0001b0 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 73
            0001c0 6c 65 65 70 00 00 00 00 00 00 00 00 00 00 00 00
            000250 02 00 00 00 00 00 00 00 1b 87 01 00 00 00 00 00
            """;

    /** EV_SET(&event, 4711, EVFILT_PROC, EV_ADD, NOTE_EXIT, 0, 0). */
    private static final String WATCHED_PROCESS = """
            000000 67 12 00 00 00 00 00 00 fb ff 01 00 00 00 00 80
            """;

    /** EV_SET(&event, 5, EVFILT_VNODE, EV_ADD | EV_CLEAR, NOTE_WRITE | NOTE_DELETE | NOTE_RENAME, 0, 0). */
    private static final String WATCHED_DIRECTORY = """
            000000 05 00 00 00 00 00 00 00 fc ff 21 00 23 00 00 00
            """;

    /** The same with NOTE_ATTRIB: the kernel's vop_setattr_post, of a truncation, has no other note. */
    private static final String WATCHED_FILE = """
            000000 05 00 00 00 00 00 00 00 fc ff 21 00 2b 00 00 00
            """;

    /** The event of a process that has exited 111. */
    private static final String ENDED_PROCESS = """
            000000 67 12 00 00 00 00 00 00 fb ff 30 80 00 00 00 80
            000010 00 6f 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            """;

    /** 3.25 and 1.000005 seconds, 1840 KB. */
    private static final String USE = """
            000000 03 00 00 00 00 00 00 00 90 d0 03 00 00 00 00 00
            000010 01 00 00 00 00 00 00 00 05 00 00 00 00 00 00 00
            000020 30 07 00 00 00 00 00 00 4d 00 00 00 00 00 00 00
            000040 63 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            000080 00 00 00 00 00 00 00 00 0c 00 00 00 00 00 00 00
            """;

    /** A message that was longer, with 72 bytes of control messages. */
    private static final String MESSAGE = """
            000010 00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00
            000020 00 00 00 00 00 00 00 00 48 00 00 00 10 00 00 00
            """;

    /** SCM_CREDS2 with version 0, process 4711, users 1001 and 1002, groups; and SCM_RIGHTS with descriptor 99. */
    private static final String CONTROL_MESSAGES = """
            000000 30 00 00 00 ff ff 00 00 08 00 00 00 00 00 00 00
            000010 00 00 00 00 67 12 00 00 e9 03 00 00 ea 03 00 00
            000020 eb 03 00 00 ec 03 00 00 01 00 00 00 ee 03 00 00
            000030 14 00 00 00 ff ff 00 00 01 00 00 00 00 00 00 00
            000040 63 00 00 00 00 00 00 00
            """;

    private final List<Long> images = new ArrayList<>();

    @AfterEach
    void free() {
        images.forEach(CMemory.IO::freeMemory);
    }

    private long image(int size, String lines) {
        long address = Images.of(size, lines);
        images.add(address);
        return address;
    }

    @Test
    void readsAFile() {
        FileStatus status = new FileStatus();
        long file = image(STAT_SIZE, FILE);
        FreeBsdStat.read(file, status);
        assertThat(status.directory()).isFalse();
        assertThat(status.permissions()).isEqualTo(0644);
        assertThat(status.size()).isEqualTo(4095);
        assertThat(status.links()).isEqualTo(1);
        assertThat(status.user()).isEqualTo(1001);
        assertThat(status.group()).isEqualTo(1002);
        assertThat(status.device()).isEqualTo(0xe5d4c3b2a1L);
        assertThat(status.inode()).isEqualTo(9999);
        assertThat(status.modified()).isEqualTo(1_764_000_001_456_000_000L);
        assertThat(FreeBsdStat.birthTime(file)).isEqualTo(1_763_990_000_789_000_000L);
    }

    @Test
    void readsADirectory() {
        FileStatus status = new FileStatus();
        String directory = FILE.replace("a4 81", "c0 41").replace("000010 01", "000010 03");
        FreeBsdStat.read(image(STAT_SIZE, directory), status);
        assertThat(status.directory()).isTrue();
        assertThat(status.permissions()).isEqualTo(0700);
        assertThat(status.links()).isEqualTo(3);
    }

    @Test
    void anUnknownTimeOfCreation() {
        String file = FILE.replaceFirst("000060 .*", UNKNOWN_BIRTH);
        assertThat(FreeBsdStat.birthTime(image(STAT_SIZE, file))).isZero();
    }

    @Test
    void readsAFileSystem() {
        assertThat(FreeFiles.decode(image(88, FILE_SYSTEM), FreeBsd.F_FILES, FreeBsd.F_FAVAIL))
                .isEqualTo(7);
    }

    @Test
    void readsADirectoryEntry() {
        long entry = image(280, DIRECTORY_ENTRY);
        int name = JvmListing.nameOffset("FreeBSD");
        assertThat(CMemory.string(entry + name)).isEqualTo("service");
        assertThat((int) CMemory.IO.getByte(entry + FreeBsd.D_TYPE)).isEqualTo(JvmListing.DT_DIR);
    }

    @Test
    void readsAnAccount() {
        assertThat(JvmIdentity.decode(image(80, ACCOUNT))).isEqualTo(new Account(1001, 4_294_967_294L));
    }

    @Test
    void readsAProcess() {
        ProcessEntry entry = new ProcessEntry();
        long information = image(1088, PROCESS_INFORMATION);
        KernelProcess.decode(information, entry);
        assertThat(entry.parent()).isEqualTo(4242);
        assertThat(entry.user()).isEqualTo(1001);
        assertThat(KernelProcess.start(information)).isEqualTo(1_764_000_001_456_789L);
    }

    @Test
    void watchesAProcess() {
        long event = image(KEVENT_SIZE, ENDED_PROCESS);
        KqueueWatches.setProcess(event, PROCESS);
        assertThat(Images.lines(event, KEVENT_SIZE)).isEqualTo(WATCHED_PROCESS);
    }

    @Test
    void watchesADirectory() {
        long event = image(KEVENT_SIZE, ENDED_PROCESS);
        KqueueWatches.setFile(event, 5, KqueueWatches.NAME_CHANGES);
        assertThat(Images.lines(event, KEVENT_SIZE)).isEqualTo(WATCHED_DIRECTORY);
    }

    @Test
    void watchesAFile() {
        long event = image(KEVENT_SIZE, ENDED_PROCESS);
        KqueueWatches.setFile(event, 5, KqueueWatches.CONTENT_CHANGES);
        assertThat(Images.lines(event, KEVENT_SIZE)).isEqualTo(WATCHED_FILE);
    }

    @Test
    void readsHowAProcessHasEnded() {
        WaitStatus status = new WaitStatus();
        KqueueWatches.decode(image(KEVENT_SIZE, ENDED_PROCESS), status);
        assertThat(status.crashed()).isFalse();
        assertThat(status.exitCode()).isEqualTo(111);
        KqueueWatches.decode(image(KEVENT_SIZE, ENDED_PROCESS.replace("00 6f", "8b 00")), status);
        assertThat(status.crashed()).isTrue();
        assertThat(status.signal()).isEqualTo(11);
    }

    @Test
    void readsWhatAProcessHasUsed() {
        ResourceUse use = new ResourceUse();
        JvmProcesses.decode(image(144, USE), use);
        assertThat(use.userTime()).isEqualTo(3 * Clocks.SECOND + Clocks.SECOND / 4);
        assertThat(use.systemTime()).isEqualTo(Clocks.SECOND + 5000);
        assertThat(use.peakResident()).isEqualTo(1840 * 1024);
    }

    /** A descriptor that comes with a message is closed. */
    @Test
    void readsTheSenderOfAMessage() {
        Datagram datagram = new Datagram(10);
        List<Integer> closed = new ArrayList<>();
        long message = image(48, MESSAGE);
        CMemory.IO.putAddress(message + SocketMessage.CONTROL, image(72, CONTROL_MESSAGES));
        SocketMessage.unpack(MessageLayout.FREEBSD, message, 10, closed::add, datagram);
        assertThat(datagram.process()).isEqualTo(PROCESS);
        assertThat(datagram.user()).isEqualTo(1001);
        assertThat(datagram.truncated()).isTrue();
        assertThat(closed).containsExactly(99);
    }
}
