package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command in a Java of its own: what it gets, what it hands on, and how it dies. */
@Timeout(120)
class LauncherTest {
    private static final int POLL = 1_000_000;

    private final JvmPosix posix = new JvmPosix();

    @TempDir
    private Path directory;

    private Children children;

    @BeforeEach
    void setUp() {
        children = new Children(posix, directory);
    }

    @Test
    void argumentsNeedNotBeText() {
        Children.Result result = children.run(Spawn.program(
                "", children.echo("arguments", "", "\u00ff\u00fe", "two words", "\u00c3\u00a9", "?", "")));
        assertThat(result.output()).isEqualTo("\n\u00ff\u00fe\ntwo words\n\u00c3\u00a9\n?\n\n");
    }

    @Test
    void theEnvironmentNeedNotBeText() {
        Children.Result result =
                children.run(Spawn.program("", with("env -i A=1 B=\u00ff\u00fe a.b=3", "environment")));
        assertThat(result.lines()).containsExactly("A=1", "B=\u00ff\u00fe", "a.b=3");
    }

    @Test
    void launcherPassesTheEnvironmentInHexadecimal() {
        String variables = "env -i A=1 DAEMONTOOLS_JVM_ENVIRON=\"$(printf 'A=2\\0B=\\377\\n\\0' | od -An -v -tx1)\"";
        assertThat(children.run(Spawn.program("", with(variables, "environment")))
                        .output())
                .isEqualTo("A=2\nB=\u00ff\n\n");
        assertThat(children.run(Spawn.program("", with(variables, "execute", "env")))
                        .output())
                .isEqualTo("A=2\nB=\u00ff\n\n");
        assertThat(children.run(Spawn.program("", with(variables, "spawn", "env")))
                        .output())
                .isEqualTo("A=2\nB=\u00ff\n\n");
    }

    @Test
    void executesAnotherProgram() {
        Children.Result result = children.run(
                Spawn.program("", children.echo("execute", "sh", "-c", "echo $$ \"$1\"; exit 9", "sh", "\u00ff")));
        assertThat(result.exitCode()).isEqualTo(9);
        assertThat(result.output()).endsWith(" \u00ff\n");
        result = children.run(Spawn.program("", children.echo("execute", "./no-such-program")));
        assertThat(result.output()).isEqualTo("ENOENT\n");
    }

    @Test
    void execveKeepsTheProcessId() {
        int process = children.start(Spawn.program("", children.echo("execute", "sh", "-c", "echo $$")));
        assertThat(children.await(process).output()).isEqualTo(process + "\n");
    }

    @Test
    void passesOnSignalActionsAndMask() {
        String status = "grep -E Sig(Blk|Ign) /proc/self/status";
        for (String way : List.of("execute", "spawn")) {
            List<String> words = new ArrayList<>(List.of(way));
            words.addAll(List.of(status.split(" ", -1)));
            Children.Result result = children.run(Spawn.program("", children.echo(words.toArray(new String[0]))));
            assertThat(result.lines())
                    .as(way)
                    .containsExactly("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000");
            String told = "trap '' HUP PIPE QUIT; java=$1; shift; exec \"$java\" -Ddaemontools.sigign=1005";
            String[] ignoring = with(told, words.toArray(new String[0]));
            assertThat(children.run(Spawn.program("", ignoring)).lines())
                    .as(way)
                    .containsExactly("SigBlk:\t0000000000000000", "SigIgn:\t0000000000001005");
        }
    }

    @Test
    void passesOnLimitsAndTheCoreDumpFilter() {
        String mine = children.shell("ulimit -n").output();
        assertThat(children.run(Spawn.program("", children.echo("execute", "sh", "-c", "ulimit -n")))
                        .output())
                .isEqualTo(mine);
    }

    @Test
    void psShowsOnlyTheCommandsArguments() {
        int process = children.start(Spawn.program("", children.echo("sleep", "two words", "\u00ff")));
        awaitOutput("ready");
        Path seen = Path.of("/proc/" + process);
        assertThat(seen.resolve("comm")).content().isEqualTo("echo\n");
        assertThat(seen.resolve("cmdline"))
                .content(StandardCharsets.ISO_8859_1)
                .matches("echo\0sleep\0two words\0\u00ff\0+");
        posix.kill(process, Signal.KILL);
        children.await(process);
    }

    @Test
    void diesOfSignalsAsACProgramDoes() {
        for (Signal signal : List.of(Signal.TERM, Signal.INT, Signal.HUP, Signal.ALRM, Signal.PIPE)) {
            int process = children.start(Spawn.program("", children.echo("sleep")));
            awaitOutput("ready");
            posix.kill(process, signal);
            assertThat(children.await(process).crashed()).as(signal.name()).isTrue();
        }
    }

    @Test
    void diesOfABrokenPipe() {
        int[] ends = new int[2];
        posix.pipe(ends);
        posix.close(ends[0]);
        int process = posix.spawn(Spawn.program("", children.echo("flood")).dup2("", ends[1], 1));
        posix.close(ends[1]);
        WaitStatus status = new WaitStatus();
        posix.waitpid(process, status);
        assertThat(status.crashed()).isTrue();
    }

    @Test
    void aCaughtSignalEndsAReadThatWaits() {
        int[] ends = new int[2];
        posix.pipe(ends);
        int output = posix.openTruncate(directory.resolve("output").toString());
        int process = posix.spawn(Spawn.program("", children.echo("read")).dup2("", ends[0], 0, output, 1));
        posix.close(ends[0]);
        posix.close(output);
        awaitOutput("ready");
        posix.kill(process, Signal.TERM);
        awaitOutput("TERM");
        assertThat(children.output()).isEqualTo("ready\n-1 TERM\n");
        posix.waitpid(process, new WaitStatus());
        posix.close(ends[1]);
    }

    private void awaitOutput(String expected) {
        while (!children.output().contains(expected)) {
            posix.sleep(POLL);
        }
    }

    /** The words that run a command through a shell, with something in front of them. */
    private String[] with(String shell, String... words) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", shell + " \"$@\"", "sh"));
        all.addAll(List.of(children.echo(words)));
        return all.toArray(new String[0]);
    }
}
