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

/** A command in another JVM: the state that it gets, the state that it passes on, and its exit status. */
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
        for (String way : List.of("execute", "spawn")) {
            String[] echo = children.echo(way, Children.SIGNALS);
            assertThat(children.run(Spawn.program("", echo)).lines()).as(way).isEqualTo(Children.signals(0, 0));
            String options = "trap '' HUP PIPE QUIT; java=$1; shift; exec \"$java\" -Ddaemontools.sigign=1005";
            assertThat(children.run(Spawn.program("", through(options, echo))).lines())
                    .as(way)
                    .isEqualTo(Children.signals(0, 0x1005));
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
    void signalsTerminateLikeACProgram() {
        for (Signal signal : List.of(Signal.TERM, Signal.INT, Signal.HUP, Signal.ALRM, Signal.PIPE)) {
            int process = children.start(Spawn.program("", children.echo("sleep")));
            awaitOutput("ready");
            posix.kill(process, signal);
            assertThat(children.await(process).crashed()).as(signal.name()).isTrue();
        }
    }

    @Test
    void sigpipeTerminates() {
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
    void caughtSignalEndsABlockingRead() {
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

    /** The arguments that run a command through a shell, after some shell code. */
    private String[] with(String shell, String... arguments) {
        return through(shell, children.echo(arguments));
    }

    private static String[] through(String shell, String... command) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", shell + " \"$@\"", "sh"));
        all.addAll(List.of(command));
        return all.toArray(new String[0]);
    }
}
