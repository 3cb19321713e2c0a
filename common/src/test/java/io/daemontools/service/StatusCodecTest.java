package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.time.Tai64nLabel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCodecTest {
    private static final long STARTED = 1_795_175_120_244_352_500L;
    private static final long ENDED = 1_795_175_122_359_525_500L;

    private static String encoded(long since, int pid, boolean paused, Want want) {
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(since, pid, paused, want, status);
        return HexFormat.of().formatHex(status);
    }

    private static SuperviseStatus decoded(String status) {
        return StatusCodec.decode(HexFormat.of().parseHex(status));
    }

    /** Statuses that the original supervise wrote, of a process that was started, paused, sent o, and taken down. */
    @ParameterizedTest
    @CsvSource({
        STARTED + ", 16154, false, UP, 400000006b0032da0e9085f41a3f00000075",
        STARTED + ", 16154, true, UP, 400000006b0032da0e9085f41a3f00000175",
        STARTED + ", 16154, true, ONCE, 400000006b0032da0e9085f41a3f00000100",
        ENDED + ", 0, false, DOWN, 400000006b0032dc156dec7c000000000064"
    })
    void writesAndReadsWhatTheOriginalWrites(long since, int pid, boolean paused, Want want, String status) {
        assertThat(encoded(since, pid, paused, want)).isEqualTo(status);
        assertThat(decoded(status))
                .isEqualTo(new SuperviseStatus(Tai64nLabel.seconds(since), pid, paused, want.code()));
    }

    @ParameterizedTest
    @CsvSource({"01020304, 67305985", "ffffff7f, 2147483647", "00000080, 2147483648", "ffffffff, 4294967295"})
    void readsThePidLittleEndianAndUnsigned(String bytes, long pid) {
        SuperviseStatus status = decoded("400000006b0032da0e9085f4" + bytes + "0075");
        assertThat(status.pid()).isEqualTo(pid);
        assertThat(status.up()).isTrue();
    }

    @Test
    void overwritesAllOfAnEarlierStatus() {
        byte[] status = new byte[StatusCodec.SIZE];
        Arrays.fill(status, (byte) 0xff);
        StatusCodec.encode(STARTED, 0, false, Want.ONCE, status);
        assertThat(HexFormat.of().formatHex(status)).isEqualTo("400000006b0032da0e9085f4000000000000");
    }

    @Test
    void readsTheLongerStatusOfEncore() {
        assertThat(decoded("400000006b0032da0e9085f41a3f000000750102"))
                .isEqualTo(decoded("400000006b0032da0e9085f41a3f00000075"));
    }

    @Test
    void readsUnknownFlagAndWantBytes() {
        SuperviseStatus status = decoded("400000006b0032da0e9085f41a3f000002ff");
        assertThat(status.paused()).isTrue();
        assertThat(status.want()).isEqualTo('\u00ff');
    }

    @Test
    void readsWhatItWrote() {
        Random random = new Random(3);
        byte[] status = new byte[StatusCodec.SIZE];
        for (int i = 0; i < 10_000; i++) {
            long since = random.nextLong();
            int pid = random.nextInt(Integer.MAX_VALUE);
            boolean paused = random.nextBoolean();
            Want want = Want.values()[random.nextInt(3)];
            StatusCodec.encode(since, pid, paused, want, status);
            assertThat(StatusCodec.decode(status))
                    .isEqualTo(new SuperviseStatus(Tai64nLabel.seconds(since), pid, paused, want.code()));
        }
    }
}
