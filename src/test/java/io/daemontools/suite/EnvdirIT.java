package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** envdir: files as variables. Their order is compared with the original's in {@code DifferentialFuzzIT}. */
class EnvdirIT {

    private static Result envdir(Sandbox box, Toolset tools, String... child) {
        String[] arguments = new String[child.length + 1];
        arguments[0] = "env";
        System.arraycopy(child, 0, arguments, 1, child.length);
        return box.run(tools, "envdir", arguments);
    }

    private static Result fails(String message) {
        return Result.fails(111, "envdir: fatal: " + message + "\n");
    }

    /** envdir is the only command that does not exit 100. */
    @EachToolset
    void wrongUsageExits111(Toolset tools, Sandbox box) {
        Result usage = Result.fails(111, "envdir: usage: envdir dir child\n");
        assertThat(box.run(tools, "envdir")).isEqualTo(usage);
        assertThat(box.run(tools, "envdir", "env")).isEqualTo(usage);
    }

    @EachToolset
    void variableIsTheFirstLineOfItsFile(Toolset tools, Sandbox box) {
        box.directory("env");
        box.file("env/ONE", "a value \t \nand more\n");
        box.file("env/TWO", " \twithout an end");
        box.file("env/NULS", "a\0b\0");
        box.file("env/BLANK", " \t\nx");
        box.file("env/EMPTY_LINE", "\n");
        box.file("env/.HIDDEN", "no");
        assertThat(
                        envdir(
                                box,
                                tools,
                                "sh",
                                "-c",
                                "printf '%s|' \"$ONE\" \"$TWO\" \"$NULS\" \"${BLANK-unset}\" \"${EMPTY_LINE-unset}\" \"${HIDDEN-unset}\""))
                .isEqualTo(Result.prints("a value| \twithout an end|a\nb\n|||unset|"));
    }

    @EachToolset
    void emptyFileRemovesItsVariable(Toolset tools, Sandbox box) {
        box.directory("env");
        box.file("env/HOME", "");
        box.file("env/NEVER_SET", "");
        assertThat(envdir(box, tools, "sh", "-c", "echo ${HOME-unset} ${NEVER_SET-unset}"))
                .isEqualTo(Result.prints("unset unset\n"));
    }

    @EachToolset
    void nameMayContainAnEqualsSign(Toolset tools, Sandbox box) {
        box.directory("env");
        box.file("env/A=B", "C");
        box.file("env/D=E", "");
        assertThat(envdir(box, tools, "sh", "-c", "echo $A $D")).isEqualTo(Result.prints("B=C E\n"));
    }

    @EachToolset
    void programIsFoundInTheOriginalPath(Toolset tools, Sandbox box) {
        box.directory("env");
        box.file("env/PATH", "/nowhere");
        assertThat(envdir(box, tools, "env")).extracting(Result::out).asString().contains("PATH=/nowhere\n");
    }

    @EachToolset
    void staysInItsWorkingDirectory(Toolset tools, Sandbox box) {
        box.directory("env");
        assertThat(envdir(box, tools, "pwd")).isEqualTo(Result.prints(box.dir() + "\n"));
        assertThat(envdir(box, tools, "ls", "/proc/self/fd").out())
                .isEqualTo(box.shell("exec ls /proc/self/fd").run().out());
    }

    @EachToolset
    void failsWithoutTheDirectory(Toolset tools, Sandbox box) {
        assertThat(envdir(box, tools, "touch", "ran"))
                .isEqualTo(fails("unable to switch to directory env: file does not exist"));
        box.file("env", "");
        assertThat(envdir(box, tools, "touch", "ran"))
                .isEqualTo(fails("unable to switch to directory env: not a directory"));
        assertThat(box.path("ran")).doesNotExist();
    }

    /** 0.76 fails on each of them. {@code lost+found} may not be read by the user that a service runs as. */
    @BeyondOriginal
    void skipsDirectories(Toolset tools, Sandbox box) {
        box.shell("mkdir -p env/inner env/lost+found env/HOME; echo value >env/A; echo inner >env/inner/B; "
                        + "ln -s inner env/LINK; chmod 0 env/lost+found")
                .run();
        for (boolean privileged : new boolean[] {true, false}) {
            Invocation envdir = box.command(
                            tools, "envdir", "env", "sh", "-c", "echo $A ${B-unset} $HOME ${LINK-unset}; env")
                    .with("HOME", "/kept");
            assertThat((privileged ? envdir : envdir.unprivileged()).run().out())
                    .startsWith("value unset /kept unset\n")
                    .doesNotContain("lost+found");
        }
    }

    @EachToolset
    void failsOnALinkToItself(Toolset tools, Sandbox box) throws IOException {
        box.directory("env");
        Files.createSymbolicLink(box.path("env/A"), Path.of("A"));
        assertThat(envdir(box, tools, "touch", "ran")).isEqualTo(fails("unable to read env/A: symbolic link loop"));
        assertThat(box.path("ran")).doesNotExist();
    }

    @EachToolset
    void unreadableFileIsFatal(Toolset tools, Sandbox box) {
        box.shell("mkdir env; echo a > env/A; chmod 0 env/A; chmod 755 env").run();
        assertThat(box.command(tools, "envdir", "env", "touch", "ran")
                        .unprivileged()
                        .run())
                .isEqualTo(fails("unable to read env/A: access denied"));
        box.shell("chmod 644 env/A; chmod 311 env").run();
        assertThat(box.command(tools, "envdir", "env", "touch", "ran")
                        .unprivileged()
                        .run())
                .isEqualTo(fails("unable to read directory env: access denied"));
        box.shell("chmod 644 env").run();
        assertThat(box.command(tools, "envdir", "env", "touch", "ran")
                        .unprivileged()
                        .run())
                .isEqualTo(fails("unable to switch to directory env: access denied"));
        box.shell("chmod 755 env").run();
    }

    @EachToolset
    void fifoIsEmptyWithoutAWriterAndFatalWithOne(Toolset tools, Sandbox box) {
        box.shell("mkdir env; mkfifo env/HOME").run();
        assertThat(envdir(box, tools, "sh", "-c", "echo ${HOME-unset}")).isEqualTo(Result.prints("unset\n"));
        assertThat(box.shell("exec 3<>env/HOME; exec \"$1\" env touch ran", tools.command("envdir"))
                        .run())
                .isEqualTo(fails("unable to read env/HOME: temporary failure"));
    }

    /** Linux takes strings of at most 128 kB. */
    @EachToolset
    @EnabledOnOs(OS.LINUX)
    void valuesMayBeLong(Toolset tools, Sandbox box) {
        box.directory("env");
        box.file("env/LONG", "x".repeat(100_000) + " ".repeat(100_000) + "\n" + "y".repeat(10_000_000));
        assertThat(envdir(box, tools, "sh", "-c", "echo ${#LONG}")).isEqualTo(Result.prints("100000\n"));
        box.file("env/LONG", "x".repeat(1_000_000));
        Result result = envdir(box, tools, "sh", "-c", "echo ran");
        assertThat(result.code()).isEqualTo(111);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).endsWith("envdir: fatal: unable to run sh: argument list too long\n");
    }

    @BeyondOriginal
    @EnabledOnOs(OS.LINUX)
    void namesTheLargestValueIfTheEnvironmentIsTooLarge(Toolset tools, Sandbox box) {
        box.directory("env");
        box.file("env/A", "x".repeat(1000));
        box.file("env/LONG", "x".repeat(300_000) + "  \nsecond line");
        box.file("env/Z", "");
        assertThat(envdir(box, tools, "true")).isEqualTo(Result.fails(111, """
                        envdir: warning: env/LONG has the largest value, 300000 bytes
                        envdir: fatal: unable to run true: argument list too long
                        """));
    }

    @EachToolset
    void readsManyFiles(Toolset tools, Sandbox box) {
        box.shell("mkdir env; i=0; while [ $i -lt 1000 ]; do echo $i > env/V$i; i=$((i+1)); done")
                .run();
        assertThat(envdir(box, tools, "sh", "-c", "echo $V0 $V500 $V999; env | grep -c '^V'"))
                .isEqualTo(Result.prints("0 500 999\n1000\n"));
    }

    /** 0.76 sets the variable to the value of the previous file and a newline. */
    @BeyondOriginal
    void danglingLinkRemovesItsVariable(Toolset tools, Sandbox box) throws IOException {
        box.directory("env");
        box.file("env/A", "value");
        for (String name : new String[] {"B", "C", "HOME"}) {
            Files.createSymbolicLink(box.path("env/" + name), Path.of("nowhere"));
        }
        assertThat(envdir(box, tools, "sh", "-c", "echo $A ${B-unset} ${C-unset} ${HOME-unset}"))
                .isEqualTo(Result.prints("value unset unset unset\n"));
    }
}
