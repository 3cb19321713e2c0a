package io.daemontools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.ProcessIdentity;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryCodecTest {
    private static final int HALF = HistoryCodec.HALF;

    private static byte[] start(long sequence, int pid) {
        RunStart run = new RunStart();
        run.set(sequence, StartReason.COMMAND, Want.ONCE, 1_795_175_120_244_352_500L + sequence);
        run.setPid(pid);
        run.identity().set(ProcessIdentity.SERIAL_NUMBER, 5_000_000_000L, 0xfedcba9876543210L);
        byte[] bytes = new byte[HALF];
        HistoryCodec.encode(run, bytes, 0);
        return bytes;
    }

    private static byte[] end(long sequence, int exitCode, int signal) {
        RunEnd run = new RunEnd();
        run.set(sequence, 1_795_175_122_359_525_500L);
        run.setStatus(exitCode, signal);
        run.setCause(EndCause.WATCHDOG);
        run.setCounts(0x0123_4567_89ab_cdefL);
        run.use().set(1_000_000, 2_000_000, 3_000_000_000L);
        byte[] bytes = new byte[HALF];
        HistoryCodec.encode(run, bytes, 0);
        return bytes;
    }

    private static RunStart decodedStart(byte[] bytes) {
        RunStart run = new RunStart();
        return HistoryCodec.decode(bytes, 0, run) ? run : null;
    }

    private static RunEnd decodedEnd(byte[] bytes) {
        RunEnd run = new RunEnd();
        return HistoryCodec.decode(bytes, 0, run) ? run : null;
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, UP, 1, 1, 1",
        "RESTART, DOWN, 2, 2147483647, -1",
        "COMMAND, ONCE, 0, 1000, 1099511627775",
        "ADOPTED, UP, 1, 4194304, 9223372036854775807"
    })
    void readsTheStartThatItWrites(StartReason reason, Want want, int kind, int pid, long number) {
        RunStart run = new RunStart();
        run.set(77, reason, want, 1_795_175_120_244_352_500L);
        run.setStatusTime(1_795_175_119_000_000_001L);
        run.setPid(pid);
        run.identity().set(kind, number, Long.MIN_VALUE);
        run.setFile(-pid);
        byte[] record = new byte[HistoryCodec.SIZE];
        Arrays.fill(record, (byte) 0xff);
        HistoryCodec.encode(run, record, 0);
        RunStart read = new RunStart();
        assertThat(HistoryCodec.decode(record, 0, read)).isTrue();
        assertThat(read).usingRecursiveComparison().isEqualTo(run);
        assertThat(record[HALF]).isEqualTo((byte) 0xff);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 0", "255, 0", "0, 9", "0, 64"})
    void readsTheEndThatItWrites(int exitCode, int signal) {
        RunEnd read = decodedEnd(end(77, exitCode, signal));
        assertThat(read.sequence()).isEqualTo(77);
        assertThat(read.time()).isEqualTo(1_795_175_122_359_525_500L);
        assertThat(read.statusKnown()).isTrue();
        assertThat(read.status().exitCode()).isEqualTo(exitCode);
        assertThat(read.status().signal()).isEqualTo(signal);
        assertThat(read.cause()).isEqualTo(EndCause.WATCHDOG);
        assertThat(read.counts()).isEqualTo(0x0123_4567_89ab_cdefL);
        assertThat(read.use().userTime()).isEqualTo(1_000_000);
        assertThat(read.use().systemTime()).isEqualTo(2_000_000);
        assertThat(read.use().peakResident()).isEqualTo(3_000_000_000L);
    }

    @Test
    void anEndCanBeUnknown() {
        RunEnd run = new RunEnd();
        run.set(1, 2);
        byte[] bytes = new byte[HALF];
        HistoryCodec.encode(run, bytes, 0);
        RunEnd read = decodedEnd(bytes);
        assertThat(read.statusKnown()).isFalse();
        assertThat(read.use().userTime()).isEqualTo(RunEnd.UNKNOWN);
        assertThat(read.use().peakResident()).isEqualTo(RunEnd.UNKNOWN);
    }

    /** What a crash of the machine can leave: the beginning of the new bytes and the rest of the old ones. */
    @Test
    void aTornStartIsTheOldOneOrNone() {
        byte[] fresh = start(40, 1234);
        for (byte[] old : new byte[][] {new byte[HALF], start(8, 999), end(40, 0, 0)}) {
            for (int size = 0; size < HALF; size++) {
                byte[] torn = old.clone();
                System.arraycopy(fresh, 0, torn, 0, size);
                RunStart read = decodedStart(torn);
                if (Arrays.equals(torn, fresh)) {
                    assertThat(read.sequence()).isEqualTo(40);
                } else {
                    assertThat(read == null || Arrays.equals(torn, old)).isTrue();
                    assertThat(HistoryCodec.plausible(torn, 0) || size < 4).isTrue();
                }
            }
        }
    }

    @Test
    void aTornEndIsTheOldOneOrNone() {
        byte[] fresh = end(40, 3, 0);
        for (byte[] old : new byte[][] {new byte[HALF], end(8, 3, 0)}) {
            for (int size = 0; size < HALF; size++) {
                byte[] torn = old.clone();
                System.arraycopy(fresh, 0, torn, 0, size);
                RunEnd read = decodedEnd(torn);
                assertThat(read == null || read.sequence() == 8 || Arrays.equals(torn, fresh))
                        .isTrue();
            }
        }
    }

    @Test
    void eachFlippedBitIsNoticed() {
        for (int bit = 0; bit < Byte.SIZE * HALF; bit++) {
            byte[] start = start(40, 1234);
            byte[] end = end(40, 0, 9);
            start[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            end[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(decodedStart(start)).isNull();
            assertThat(decodedEnd(end)).isNull();
        }
    }

    @Test
    void halvesAreNotConfused() {
        assertThat(decodedStart(end(1, 0, 0))).isNull();
        assertThat(decodedEnd(start(1, 2))).isNull();
        assertThat(HistoryCodec.plausible(end(1, 0, 0), 0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Want.class)
    void theWantedStateIsThatOfTheStatus(Want want) {
        assertThat(Want.of(want.code())).isEqualTo(want);
    }
}
