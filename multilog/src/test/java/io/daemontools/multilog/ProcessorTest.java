package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.FakeProcesses;
import io.daemontools.posix.Signal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    private final FakePosix posix = new FakePosix();
    private final Parts parts = new Parts(posix);
    private final FakeProcesses processes = posix.processes();

    /** How the children end, one after the other. */
    private final Queue<IntConsumer> ends = new ArrayDeque<>();

    private int nextChild = 1001;

    @BeforeEach
    void makeFiles() {
        posix.tree().file("previous", "lines\n");
        posix.tree().file("state", "");
        posix.calls().whenMade("waitpid", () -> ends.remove().accept(nextChild++));
    }

    private void run() {
        parts.processor("tr a b").run();
    }

    private void exits(int code) {
        ends.add(child -> processes.end(child, code));
    }

    @Test
    void runsAShellCommandWithItsFiles() {
        exits(0);
        run();
        assertThat(processes.started()).hasSize(1);
        assertThat(processes.last().commandLine()).isEqualTo("sh -c tr a b");
        assertThat(processes.last().spawn().path()).isEqualTo("/bin/sh");
        int[] moves = processes.last().spawn().moves();
        assertThat(new int[] {moves[1], moves[3], moves[5], moves[7]}).containsExactly(0, 1, 4, 5);
        assertThat(posix.calls().all())
                .containsSubsequence(
                        "openRead previous", "openTruncate processed", "openRead state", "openTruncate newstate");
        assertThat(posix.descriptors().open()).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void runsItUntilItSucceeds() {
        exits(1);
        ends.add(processes::crash);
        exits(0);
        run();
        assertThat(posix.stderrLines())
                .containsExactly(
                        "multilog: warning: processor failed in ./main, pausing",
                        "multilog: warning: processor crashed in ./main, pausing: no error",
                        "multilog: warning: processor failed in ./main, pausing");
        assertThat(posix.clocks().passed()).isEqualTo(Duration.ofSeconds(15));
        assertThat(processes.started()).hasSize(3);
    }

    @Test
    void describesTheChildOnce() {
        exits(1);
        exits(0);
        run();
        assertThat(processes.started().get(1).spawn())
                .isSameAs(processes.started().get(0).spawn());
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
        assertThat(processes.started().get(0).spawn().moves()).containsExactly(3, 0, 4, 1, 5, 4, 6, 5);
        assertThat(processes.started().get(1).spawn().moves()).containsExactly(4, 0, 5, 1, 6, 4, 7, 5);
    }

    @Test
    void retriesAFork() {
        posix.calls().failOnce("spawn", Errno.EAGAIN);
        exits(0);
        run();
        assertThat(posix.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to fork for processor in ./main, pausing: temporary failure");
    }

    @Test
    void reportsAFileThatCannotBeOpened() {
        posix.calls().failOnce("openRead state", Errno.ENOENT);
        exits(0);
        run();
        assertThat(posix.stderrLines())
                .containsExactly(
                        "multilog: fatal: unable to run tr a b: file does not exist",
                        "multilog: warning: processor failed in ./main, pausing");
        assertThat(posix.descriptors().open()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void reportsAFailedWait() {
        posix.calls().failOnce("waitpid", Errno.ECHILD);
        exits(0);
        exits(0);
        run();
        assertThat(posix.stderrLines())
                .containsExactly(
                        "multilog: warning: wait failed for processor in ./main, pausing: no child processes",
                        "multilog: warning: processor failed in ./main, pausing");
    }

    @Test
    void resetsIgnoredSigchld() {
        parts.processor("cat");
        assertThat(posix.calls().of("setDefault")).containsExactly("setDefault " + Signal.CHLD);
    }
}
