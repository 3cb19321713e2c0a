package io.daemontools.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;

class OldLogFilesTest {
    private static final String OLD = "@400000006000000000000000.s";
    private static final String MIDDLE = "@400000006100000000000000.u";
    private static final String NEW = "@400000006100000000000001.s";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final OldLogFiles files = new OldLogFiles();

    private void read(String... names) {
        for (String name : names) {
            machine.tree().file(name, "");
        }
        files.read(posix.listWorkingDirectory());
    }

    @Test
    void findsNoneInANewDirectory() {
        read("current", "lock", "state", "@short");
        assertThat(files.count()).isZero();
        assertThat(files.newest()).isNull();
    }

    @Test
    void findsTheOldestAndTheNewest() {
        read(MIDDLE);
        assertThat(files.oldest()).hasToString(MIDDLE);
        assertThat(files.newest()).hasToString(MIDDLE);
        read("current", NEW, OLD);
        assertThat(files.count()).isEqualTo(3);
        assertThat(files.oldest()).hasToString(OLD);
        assertThat(files.newest()).hasToString(NEW);
    }

    @Test
    void strayNamesCountButAreNotTheNewest() {
        String last = "@ffffffffffffffffffffffff.s";
        String first = "@###########################";
        read(first, last, "@40000000ZZZZZZZZZZZZZZZZ.s");
        assertThat(files.count()).isEqualTo(3);
        assertThat(files.oldest()).hasToString(first);
        assertThat(files.newest()).isNull();
        read(OLD, NEW);
        assertThat(files.count()).isEqualTo(5);
        assertThat(files.newest()).hasToString(NEW);
        posix.unlink(OLD);
        posix.unlink(NEW);
        read();
        assertThat(files.newest()).isNull();
    }

    @Test
    void forgetsTheListingBefore() {
        read(OLD, NEW);
        posix.unlink(OLD);
        files.oldestRemoved();
        assertThat(files.count()).isEqualTo(1);
        read();
        assertThat(files.count()).isEqualTo(1);
        assertThat(files.oldest()).hasToString(NEW);
    }

    @Test
    void retentionLimitsTheirNumber() {
        read(OLD, NEW);
        assertThat(Retention.fewerThan(3).isExceededBy(files)).isFalse();
        assertThat(Retention.fewerThan(2).isExceededBy(files)).isTrue();
        assertThat(Retention.fewerThan(-1).isExceededBy(files)).isFalse();
    }
}
