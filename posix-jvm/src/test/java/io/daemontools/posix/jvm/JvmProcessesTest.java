package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.cli.Arguments;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.ResourceUse;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JvmProcessesTest {
    private final JvmPosix posix = new JvmPosix();

    @TempDir
    private Path directory;

    private Children children;

    @BeforeEach
    void setUp() {
        children = new Children(posix, directory);
    }

    @Test
    void findsAProgramInThePath() {
        assertThat(children.run(Spawn.program("", "sh", "-c", "exit 7")).exitCode())
                .isEqualTo(7);
    }

    @Test
    void passesArgumentsUnchanged() {
        Children.Result result = children.shell("printf '%s|' \"$@\"", "", "a b", "\u00ff\u00fe", "*");
        assertThat(result.output()).isEqualTo("|a b|\u00ff\u00fe|*|");
    }

    @Test
    void passesTheEnvironment() {
        Children.Result result = children.run(Spawn.program("", "/usr/bin/env"));
        assertThat(result.lines()).contains("PATH=" + System.getenv("PATH"));
        assertThat(posix.variable("PATH")).isEqualTo(System.getenv("PATH"));
        assertThat(posix.variable("NO_SUCH_VARIABLE")).isNull();
    }

    @Test
    void startsInAnotherDirectory() throws IOException {
        Children.Result result =
                children.run(Spawn.program("", "/bin/sh", "-c", "pwd -P").chdir(directory.toString(), ""));
        assertThat(result.output()).isEqualTo(directory.toRealPath() + "\n");
    }

    @Test
    void relativeProgramIsFoundInTheNewDirectory() throws IOException {
        Path run = Files.writeString(directory.resolve("run"), "#!/bin/sh\nexit 8\n");
        assertThat(run.toFile().setExecutable(true)).isTrue();
        Spawn spawn = Spawn.program("", "./run").chdir(directory.toString(), "");
        assertThat(children.run(spawn).exitCode()).isEqualTo(8);
    }

    @Test
    void leadsANewSessionOnlyIfAsked() {
        Spawn fields = Spawn.program(
                "",
                "/bin/sh",
                "-c",
                "read -r pid _ _ _ group session _ </proc/$$/stat; " + "test $pid = $group && test $pid = $session");
        assertThat(children.run(fields).exitCode()).isEqualTo(1);
        assertThat(children.run(fields.setsid()).exitCode()).isZero();
        assertThat(children.run(fields).exitCode()).isEqualTo(1);
    }

    @Test
    void movesDescriptorsInOrder() {
        int[] first = new int[2];
        int[] second = new int[2];
        posix.pipe(first);
        posix.pipe(second);
        Spawn spawn = Spawn.program("", "/bin/sh", "-c", "echo one; echo two >&2; ls /proc/$$/fd")
                .dup2("", first[1], 1, second[1], 2);
        int process = posix.spawn(spawn);
        posix.close(first[1]);
        posix.close(second[1]);
        posix.waitpid(process, new WaitStatus());
        assertThat(read(first[0])).startsWith("one\n").doesNotContain("\n" + first[1] + "\n");
        assertThat(read(second[0])).isEqualTo("two\n");
        posix.close(first[0]);
        posix.close(second[0]);
    }

    @Test
    void moveToTheSameNumberKeepsTheDescriptor() {
        int file = posix.openTruncate(directory.resolve("file").toString());
        Spawn spawn = Spawn.program("", "/bin/sh", "-c", "echo kept >/proc/self/fd/" + file)
                .dup2("", file, file);
        int process = posix.spawn(spawn);
        posix.close(file);
        WaitStatus status = new WaitStatus();
        posix.waitpid(process, status);
        assertThat(status.exitCode()).isZero();
        assertThat(directory.resolve("file")).hasContent("kept");
    }

    @Test
    void childReportsAMissingProgram() {
        Children.Result result = children.run(Spawn.program("x: fatal: unable to start y: ", "/missing/program"));
        assertThat(result.exitCode()).isEqualTo(111);
        assertThat(result.errors()).isEqualTo("x: fatal: unable to start y: file does not exist\n");
        assertThat(result.output()).isEmpty();
    }

    @Test
    void childReportsANonExecutableProgram() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(children.run(Spawn.program("failed: ", file.toString())).errors())
                .isEqualTo("failed: access denied\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        assertThat(children.run(Spawn.program("failed: ", file.toString())).errors())
                .isEqualTo("failed: exec format error\n");
    }

    @Test
    void childReportsAMissingDirectory() {
        Spawn spawn = Spawn.program("start: ", "sh").chdir(directory + "/missing", "directory %s \\n: ");
        Children.Result result = children.run(spawn);
        assertThat(result.exitCode()).isEqualTo(111);
        assertThat(result.errors()).isEqualTo("directory %s \\n: file does not exist\n");
    }

    @Test
    void childReportsAFailedDup2() {
        int errors = posix.openTruncate(directory.resolve("errors").toString());
        int process =
                posix.spawn(Spawn.program("start: ", "/bin/sh", "-c", "exit 0").dup2("moves: ", errors, 2, errors, 1));
        posix.close(errors);
        WaitStatus status = new WaitStatus();
        posix.waitpid(process, status);
        assertThat(status.exitCode()).isEqualTo(111);
        assertThat(directory.resolve("errors")).hasContent("moves: file descriptor not open");
    }

    /** HotSpot reads files now and then, such as the limits of its control group; a child that is just started may have one open. */
    @Test
    void childInheritsNothingOfJava() {
        String[] list = {"sh", "-c", "readlink /proc/self/fd/* | grep -v -e ^/proc -e ^pipe"};
        Set<String> inherited = inheritedEachTime(list);
        assertThat(inherited).contains(directory.resolve("errors").toString()).noneMatch(name -> name.contains("jffi"));
        for (String way : new String[] {"spawn", "execute"}) {
            assertThat(inheritedEachTime(children.echo(way, list))).as(way).isEqualTo(inherited);
        }
    }

    /** The open descriptors of several children. */
    private Set<String> inheritedEachTime(String... command) {
        Set<String> inherited =
                new TreeSet<>(children.run(Spawn.program("", command)).lines());
        for (int i = 0; i < 2; i++) {
            inherited.retainAll(children.run(Spawn.program("", command)).lines());
        }
        return inherited;
    }

    @Test
    void childHasDefaultSignals() {
        assertThat(children.run(Spawn.program("", Children.SIGNALS)).lines()).isEqualTo(Children.signals(0, 0));
    }

    @Test
    void childDoesNotInheritIgnoredSignals() {
        Spawn parent = Spawn.program("", children.echo("ignore-pipe-and-spawn", Children.SIGNALS));
        assertThat(children.run(parent).lines()).isEqualTo(Children.signals(0, 0));
    }

    @Test
    void signalReachesAChild() {
        int process = children.start(Spawn.program("", "/bin/sh", "-c", "exec sleep 1000"));
        posix.kill(process, Signal.TERM);
        Children.Result result = children.await(process);
        assertThat(result.crashed()).isTrue();
        assertThat(result.exitCode()).isZero();
        assertThatThrownBy(() -> posix.kill(process, Signal.TERM))
                .isInstanceOfSatisfying(
                        PosixException.class, gone -> assertThat(gone.errno()).isEqualTo(Errno.ESRCH));
    }

    @Test
    void reportsTheSignalThatEndedAChild() {
        WaitStatus status = new WaitStatus();
        posix.waitpid(posix.spawn(Spawn.program("", "/bin/sh", "-c", "kill -9 $$")), status);
        assertThat(status.signal()).isEqualTo(9);
        assertThat(status.exitCode()).isZero();
        posix.waitpid(posix.spawn(Spawn.program("", "/bin/sh", "-c", "exit 5")), status);
        assertThat(status.signal()).isZero();
        assertThat(status.crashed()).isFalse();
        assertThat(status.exitCode()).isEqualTo(5);
    }

    @Test
    void measuresTheResourcesOfAChild() {
        WaitStatus status = new WaitStatus();
        ResourceUse use = new ResourceUse();
        String busy = "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done; exit 3";
        posix.waitpid(posix.spawn(Spawn.program("", "/bin/sh", "-c", busy)), status, use);
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(use.userTime() + use.systemTime()).isBetween(1_000_000L, 60_000_000_000L);
        assertThat(use.peakResident()).isBetween(100_000L, 1_000_000_000L);
        assertThat(posix.reap(status, use)).isEqualTo(Processes.NONE);
    }

    @Test
    void reapsAChildThatHasEnded() {
        WaitStatus status = new WaitStatus();
        assertThat(posix.reap(status)).isEqualTo(Processes.NONE);
        int living = children.start(Spawn.program("", "/bin/sh", "-c", "exec sleep 1000"));
        assertThat(posix.reap(status)).isEqualTo(Processes.NONE);
        posix.kill(living, Signal.KILL);
        int reaped = posix.reap(status);
        while (reaped == Processes.NONE) {
            posix.sleep(Duration.ofMillis(1).toNanos());
            reaped = posix.reap(status);
        }
        assertThat(reaped).isEqualTo(living);
        assertThat(status.crashed()).isTrue();
    }

    @Test
    void caughtSignalsCanBeRead() {
        int signals = posix.catchSignals(Signal.CHLD, Signal.ALRM);
        assertThat(posix.catchSignals(Signal.ALRM)).isEqualTo(signals);
        assertThat(posix.takeSignal()).isNull();
        posix.kill((int) ProcessHandle.current().pid(), Signal.ALRM);
        assertThat(awaitSignal(signals)).isEqualTo(Signal.ALRM);
        assertThat(children.run(Spawn.program("", "env", "true")).exitCode()).isZero();
        assertThat(awaitSignal(signals)).isEqualTo(Signal.CHLD);
        assertThat(posix.takeSignal()).isNull();
    }

    @Test
    void simultaneousSignalsAreTakenOnceEach() throws InterruptedException {
        int signals = posix.catchSignals(Signal.CHLD, Signal.ALRM);
        int self = (int) ProcessHandle.current().pid();
        Set<Signal> taken = EnumSet.noneOf(Signal.class);
        for (int i = 0; i < 100; i++) {
            posix.kill(self, Signal.ALRM);
        }
        posix.kill(self, Signal.CHLD);
        while (taken.size() < 2) {
            taken.add(awaitSignal(signals));
        }
        assertThat(taken).containsExactly(Signal.ALRM, Signal.CHLD);
        takeLateSignals();
    }

    /**
     * A signal is ignored from its arrival until it is taken, which a child of another test would inherit. HotSpot starts a thread for
     * each arrival, and those for ALRM before that for CHLD.
     */
    private void takeLateSignals() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("SIGALRM handler")) {
                thread.join();
            }
        }
        while (posix.takeSignal() != null) {
            // Taking it restores its action.
        }
    }

    @Test
    void execveReturnsTheError() {
        posix.setArguments(new Arguments("x", "y"));
        assertThat(posix.execve("/missing", 0)).isEqualTo(Errno.ENOENT);
        assertThat(posix.execve("/", 0)).isEqualTo(Errno.EACCES);
    }

    @Test
    void setsUpAProcessLikeAChild() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Spawn spawn =
                Spawn.program("", children.echo("set-up", other.toString(), "/bin/sh", "-c", "pwd -P; echo moved >&2"));
        Children.Result result = children.run(spawn);
        assertThat(result.lines()).containsExactly(other.toRealPath().toString(), "moved");
        assertThat(children.run(Spawn.program("", children.echo("set-up", other + "/missing", "x")))
                        .errors())
                .isEqualTo("directory: file does not exist\n");
    }

    private Signal awaitSignal(int signals) {
        Signal taken = posix.takeSignal();
        while (taken == null) {
            posix.poll(new int[] {signals}, new boolean[1], -1);
            taken = posix.takeSignal();
        }
        return taken;
    }

    private String read(int descriptor) {
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[1000];
        for (int count = posix.read(descriptor, buffer, 0, 1000);
                count > 0;
                count = posix.read(descriptor, buffer, 0, 1000)) {
            all.append(CMemory.string(buffer, 0, count));
        }
        return all.toString();
    }
}
