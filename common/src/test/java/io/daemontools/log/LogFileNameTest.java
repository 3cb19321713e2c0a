package io.daemontools.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import io.daemontools.time.Tai64nParser;
import org.junit.jupiter.api.Test;

class LogFileNameTest {
    private static final long WALL_CLOCK = 935467445_787492500L;
    private static final String NAME = "@4000000037c219bf2ef02e94.s";

    /** A name as it is read from a directory, or null if it is no old log file's. */
    static LogFileName read(String name) {
        TestMachine machine = new TestMachine();
        Posix posix = machine.posix();
        machine.tree().file(name, "");
        DirectoryListing listing = posix.listWorkingDirectory();
        while (listing.next()) {
            LogFileName read = new LogFileName();
            boolean isOldLogFile = read.read(listing);
            if (listing.name().equals(name)) {
                return isOldLogFile ? read : null;
            }
        }
        throw new AssertionError("not listed: " + name);
    }

    private static String newerThan(String other, String name) {
        LogFileName made = read(name);
        made.makeNewerThan(read(other));
        return made.toString();
    }

    @Test
    void namesTheTimeAndTheCode() {
        LogFileName name = new LogFileName();
        name.set(WALL_CLOCK, LogFileName.SAFE);
        assertThat(name).hasToString(NAME).hasSize(27);
        name.set(WALL_CLOCK + 1, LogFileName.UNSAFE);
        assertThat(name).hasToString("@4000000037c219bf2ef02e95.u");
    }

    @Test
    void recognizesNamesByTheirLengthAndFirstByte() {
        assertThat(read(NAME)).hasToString(NAME);
        assertThat(read("@" + "z".repeat(24))).isNotNull();
        assertThat(read("@" + "0".repeat(23))).isNull();
        assertThat(read("x" + "0".repeat(30))).isNull();
        assertThat(read("current")).isNull();
    }

    @Test
    void ordersNamesByTheirLabels() {
        LogFileName name = read(NAME);
        assertThat(read("@4000000037c219bf2ef02e93.u").isOlderThan(name)).isTrue();
        assertThat(name.isOlderThan(read("@4000000037c219bf2ef02e93.u"))).isFalse();
        assertThat(name.isOlderThan(read("@4000000037c219bf2ef02e94.u"))).isFalse();
        assertThat(read("@4000000037c219bf2ef02e94.u").isOlderThan(name)).isFalse();
    }

    @Test
    void keepsANameThatIsNewer() {
        assertThat(newerThan("@400000006100000000000001.s", "@400000006100000000000002.s"))
                .isEqualTo("@400000006100000000000002.s");
    }

    @Test
    void incrementsTheOthersLabel() {
        assertThat(newerThan("@400000006100000000000001.s", "@40000000300000000abcdef0.u"))
                .isEqualTo("@400000006100000000000002.u");
        assertThat(newerThan("@400000006100000000000001.s", "@400000006100000000000001.s"))
                .isEqualTo("@400000006100000000000002.s");
        assertThat(newerThan("@4000000061000000ffffffff.s", "@400000005000000000000000.s"))
                .isEqualTo("@400000006100000100000000.s");
        assertThat(newerThan("@7ffffffffffffffffffffffe.s", "@400000005000000000000000.s"))
                .isEqualTo("@7fffffffffffffffffffffff.s");
    }

    @Test
    void canBeFollowedIfALaterLabelExists() {
        assertThat(read(NAME).canBeFollowed()).isTrue();
        assertThat(read(NAME + ".gz").canBeFollowed()).isTrue();
        assertThat(read("@000000000000000000000000").canBeFollowed()).isTrue();
        assertThat(read("@4fffffffffffffffffffffff.s").canBeFollowed()).isTrue();
        assertThat(read("@7ffffffffffffffffffffffe.s").canBeFollowed()).isTrue();
        assertThat(read("@7fffffffffffffffffffffff.s").canBeFollowed()).isFalse();
        assertThat(read("@800000000000000000000000.s").canBeFollowed()).isFalse();
        assertThat(read("@ffffffffffffffffffffffff.s").canBeFollowed()).isFalse();
        assertThat(read("@zzzzzzzzzzzzzzzzzzzzzzzz.s").canBeFollowed()).isFalse();
        assertThat(read("@4000000061000000AAAAAAAA.s").canBeFollowed()).isFalse();
        assertThat(read("@40000000610000000000000.ss").canBeFollowed()).isFalse();
    }

    @Test
    void readsTheTime() {
        Tai64nParser time = new Tai64nParser();
        assertThat(read(NAME).readTime(time)).isTrue();
        assertThat(time.seconds()).isEqualTo(935467445);
        assertThat(time.nanoseconds()).isEqualTo(787492500);
        assertThat(read("@4000000037c219bf2ef02e9.s").readTime(time)).isFalse();
    }

    @Test
    void knowsItsCode() {
        assertThat(read(NAME).hasCode(LogFileName.SAFE)).isTrue();
        assertThat(read(NAME).hasCode(LogFileName.UNSAFE)).isFalse();
        assertThat(read(NAME + ".gz").hasCode(LogFileName.SAFE)).isFalse();
        assertThat(read(NAME.substring(0, 25)).hasCode(LogFileName.SAFE)).isFalse();
    }
}
