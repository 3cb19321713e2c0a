package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.unit.Children;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Parts parts = new Parts(posix);
    private final Children children = machine.children();

    /** How the children end, one after the other. */
    private final Queue<IntConsumer> ends = new ArrayDeque<>();

    private int nextChild = 1001;

    @BeforeEach
    void makeFiles() {
        machine.tree().file("previous", "lines\n");
        machine.tree().file("state", "");
        machine.calls().whenMade("waitpid", () -> ends.remove().accept(nextChild++));
    }

    private void run() {
        parts.processor("tr a b").run();
    }

    private void exits(int code) {
        ends.add(child -> children.end(child, code));
    }

    @Test
    void runsAShellCommandWithItsFiles() {
        exits(0);
        run();
        assertThat(children.started()).hasSize(1);
        assertThat(children.last().commandLine()).isEqualTo("sh -c tr a b");
        assertThat(children.last().spawn().path()).isEqualTo("/bin/sh");
        int[] moves = children.last().spawn().moves();
        assertThat(new int[] {moves[1], moves[3], moves[5], moves[7]}).containsExactly(0, 1, 4, 5);
        assertThat(machine.calls().all())
                .containsSubsequence(
                        "openRead previous", "openTruncate processed", "openRead state", "openTruncate newstate");
        assertThat(machine.descriptors().open()).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void runsItUntilItSucceeds() {
        exits(1);
        ends.add(children::crash);
        exits(0);
        run();
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: processor failed in ./main, pausing",
                        "multilog: warning: processor crashed in ./main, pausing: no error",
                        "multilog: warning: processor failed in ./main, pausing");
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(15));
        assertThat(children.started()).hasSize(3);
    }

    @Test
    void startsTheSameChildAgain() {
        exits(1);
        exits(0);
        run();
        Spawn first = children.started().get(0).spawn();
        Spawn second = children.started().get(1).spawn();
        assertThat(second.arguments()).containsExactly(first.arguments());
        assertThat(second.moves()).containsExactly(first.moves());
    }

    /** Between two runs, multilog may have opened files. */
    @Test
    void givesEachChildTheFilesOpenedForIt() {
        exits(0);
        exits(0);
        Processor processor = parts.processor("cat");
        processor.run();
        posix.openRead("state");
        processor.run();
        assertThat(children.started().get(0).spawn().moves()).containsExactly(3, 0, 4, 1, 5, 4, 6, 5);
        assertThat(children.started().get(1).spawn().moves()).containsExactly(4, 0, 5, 1, 6, 4, 7, 5);
    }

    @Test
    void retriesAFork() {
        machine.calls().failOnce("spawn", Errno.EAGAIN);
        exits(0);
        run();
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to fork for processor in ./main, pausing: temporary failure");
    }

    @Test
    void reportsAFileThatCannotBeOpened() {
        machine.calls().failOnce("openRead state", Errno.EACCES);
        exits(0);
        run();
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: fatal: unable to run tr a b: access denied",
                        "multilog: warning: processor failed in ./main, pausing");
        assertThat(machine.descriptors().open()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void reportsAFailedWait() {
        machine.calls().failOnce("waitpid", Errno.ECHILD);
        exits(0);
        exits(0);
        run();
        assertThat(machine.stderrLines())
                .containsExactly(
                        "multilog: warning: wait failed for processor in ./main, pausing: no child processes",
                        "multilog: warning: processor failed in ./main, pausing");
    }

    @Test
    void resetsIgnoredSigchld() {
        parts.processor("cat");
        assertThat(machine.calls().of("setDefault")).containsExactly("setDefault " + Signal.CHLD);
    }
}
