package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.log.LogFileName;
import io.daemontools.log.Retention;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FinisherTest {
    private static final String OLD = "@400000006000000000000000.s";
    private static final String MIDDLE = "@400000006100000000000000.u";
    private static final String FUTURE = "@400000007000000000000001.s";

    /** The name of a file that is finished when a test begins. */
    private static final String NOW = "@400000006553f10a00000000.s";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Parts parts = new Parts(posix);

    private void finish(long limit) {
        machine.tree().file("previous", "lines\n");
        parts.finisher(Retention.fewerThan(limit)).finish("previous", LogFileName.SAFE);
    }

    private void oldFiles(String... names) {
        for (String name : names) {
            machine.tree().file(name, "old\n");
        }
    }

    @Test
    void namesAFileAfterTheTime() {
        finish(10);
        assertThat(machine.tree().content(NOW)).isEqualTo("lines\n");
        assertThat(machine.tree().exists("previous")).isFalse();
    }

    @Test
    void doesNothingWithoutAFile() {
        oldFiles(OLD, MIDDLE);
        Finisher finisher = parts.finisher(Retention.fewerThan(2));
        machine.calls().forget();
        finisher.finish("previous", LogFileName.SAFE);
        assertThat(machine.calls().all()).containsExactly("stat previous");
    }

    @Test
    void namesIncreaseAfterAClockStepBack() {
        oldFiles(FUTURE);
        finish(10);
        assertThat(machine.tree().content("@400000007000000000000002.s")).isEqualTo("lines\n");
    }

    @Test
    void countsOnFromTheNewestLabelWhateverElseIsThere() {
        oldFiles(FUTURE, "@ffffffffffffffffffffffff.s", "@zzzzzzzzzzzzzzzzzzzzzzzz.s", "@40000000FFFFFFFFFFFFFFFF.s");
        finish(10);
        assertThat(machine.tree().content("@400000007000000000000002.s")).isEqualTo("lines\n");
    }

    @Test
    void namesAFileAfterTheTimeWhateverElseIsThere() {
        oldFiles("@ffffffffffffffffffffffff.s", "@zzzzzzzzzzzzzzzzzzzzzzzz.s");
        finish(10);
        assertThat(machine.tree().content(NOW)).isEqualTo("lines\n");
    }

    @Test
    void keepsFilesThatFit() {
        oldFiles(OLD, MIDDLE);
        finish(4);
        assertThat(machine.calls().of("unlink")).containsExactly("unlink previous");
    }

    @Test
    void removesTheOldestUntilTheRestFits() {
        oldFiles(MIDDLE, OLD, "@short", "current");
        finish(2);
        assertThat(machine.calls().of("unlink"))
                .containsExactly("unlink previous", "unlink " + OLD, "unlink " + MIDDLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPERM", "EOPNOTSUPP", "EMLINK", "ENOSYS"})
    void renamesWhereThereAreNoHardLinks(Errno errno) {
        oldFiles(OLD, MIDDLE);
        machine.failOn("link", errno);
        finish(3);
        assertThat(machine.tree().content(NOW)).isEqualTo("lines\n");
        assertThat(machine.tree().exists("previous")).isFalse();
        assertThat(machine.tree().exists(OLD)).isFalse();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void replacesNoFileWhereThereAreNoHardLinks() {
        machine.failOn("link", Errno.EPERM);
        machine.calls().whenMade("link previous " + NOW, () -> machine.tree().file(NOW, "older\n"));
        finish(10);
        assertThat(machine.tree().content(NOW)).isEqualTo("older\n");
        assertThat(machine.tree().content("@400000006553f10f00000000.s")).isEqualTo("lines\n");
        assertThat(machine.stderrLines())
                .containsExactly("multilog: warning: unable to link to ./main/" + NOW + ", pausing: permission denied");
    }

    @Test
    void failureToRenameIsThatOfTheLink() {
        machine.failOn("link", Errno.EPERM);
        machine.calls().failOnce("rename", Errno.EIO);
        finish(10);
        assertThat(machine.stderrLines())
                .containsExactly("multilog: warning: unable to link to ./main/" + NOW + ", pausing: permission denied");
    }

    @Test
    void continuesIfTheOldestWasRemoved() {
        oldFiles(OLD, MIDDLE);
        machine.calls().whenMade("unlink " + OLD, () -> machine.tree().remove(OLD));
        finish(3);
        assertThat(machine.clock().passed()).isZero();
        assertThat(machine.tree().exists(MIDDLE)).isTrue();
    }

    @Test
    void retriesEachCall() {
        oldFiles(OLD, MIDDLE);
        for (String call :
                new String[] {"stat previous", "link", "unlink previous", "unlink " + OLD, "listDirectory ."}) {
            machine.calls().failOnce(call, Errno.EIO);
        }
        finish(2);
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to stat ./main/previous, pausing: input/output error",
                        "multilog: warning: unable to read ./main, pausing: input/output error",
                        "multilog: warning: unable to link to ./main/@400000006553f10f00000000.s, pausing: "
                                + "input/output error",
                        "multilog: warning: unable to remove ./main/previous, pausing: input/output error",
                        "multilog: warning: unable to read ./main, pausing: input/output error");
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(25));
        assertThat(machine.tree().exists(OLD)).isFalse();
        assertThat(machine.tree().exists(MIDDLE)).isFalse();
        assertThat(machine.tree().exists("@400000006553f11900000000.s")).isTrue();
    }
}
