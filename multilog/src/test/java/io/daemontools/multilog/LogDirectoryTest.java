package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daemontools.cli.FatalException;
import io.daemontools.log.Retention;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogDirectoryTest {
    /** A descriptor or a process id in a call. */
    private static final String N = " N";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final Parts parts = new Parts(posix);

    private LogDirectory directory() {
        return parts.directory(Retention.fewerThan(10), null);
    }

    private LogDirectory processed() {
        return parts.directory(Retention.fewerThan(10), parts.processor("cat"));
    }

    /** A file in the directory before it is opened. */
    private void left(String name, String content, int mode) {
        machine.tree().directory("/main");
        machine.tree().file("/main/" + name, content);
        posix.chmod("/main/" + name, mode);
    }

    private void write(LogDirectory directory, String text) {
        directory.write(Bytes.of(text), text.length());
    }

    private String content(String name) {
        return machine.tree().content("/main/" + name);
    }

    /** The contents of the old log files with a code, from the oldest to the newest. */
    private List<String> oldFiles(String code) {
        return machine.calls().of("link").stream()
                .map(call -> call.split(" ", -1)[2])
                .filter(name -> name.endsWith(code))
                .sorted()
                .map(this::content)
                .toList();
    }

    /** The calls that change something, with numbers left out. */
    private List<String> calls() {
        return machine.calls().all().stream()
                .filter(call -> !call.matches("(stat|readdir|closedir) .*"))
                .map(call -> call.replaceFirst("^([a-zA-Z]+) [0-9]+", "$1" + N))
                .toList();
    }

    private static String messageIfFails(String call) {
        TestMachine failing = new TestMachine();
        failing.failOn(call, Errno.EIO);
        LogDirectory directory = new Parts(failing.posix()).directory(Retention.fewerThan(10), null);
        return catchThrowableOfType(FatalException.class, directory::open).line();
    }

    @Test
    void createsWhatItNeeds() {
        assertThat(directory().open()).isZero();
        assertThat(machine.tree().status("/main").permissions()).isEqualTo(0700);
        assertThat(content("current")).isEmpty();
        assertThat(machine.tree().status("/main/current").permissions()).isEqualTo(0644);
        assertThat(content("state")).isEmpty();
        assertThat(machine.tree().workingDirectory()).isEqualTo("/main");
    }

    @Test
    void continuesAFinishedFile() {
        left("current", "one\n", 0744);
        left("state", "state", 0644);
        LogDirectory directory = directory();
        assertThat(directory.open()).isEqualTo(4);
        assertThat(machine.tree().status("/main/current").permissions()).isEqualTo(0644);
        write(directory, "two\n");
        assertThat(content("current")).isEqualTo("one\ntwo\n");
        assertThat(content("state")).isEqualTo("state");
    }

    @Test
    void locksTheDirectory() {
        left("lock", "", 0600);
        machine.tree().lockedByAnother("/main/lock");
        LogDirectory directory = directory();
        assertThatThrownBy(directory::open).hasMessageContaining("unable to lock directory ./main: temporary failure");
    }

    @Test
    void endsIfItCannotBeOpened() {
        String fatal = "multilog: fatal: ";
        String error = ": input/output error";
        assertThat(messageIfFails("openRead ./main")).isEqualTo(fatal + "unable to open directory ./main" + error);
        assertThat(messageIfFails("tryLock")).isEqualTo(fatal + "unable to lock directory ./main" + error);
        assertThat(messageIfFails("openTruncate state")).isEqualTo(fatal + "unable to write to ./main/state" + error);
        assertThat(messageIfFails("openAppend current")).isEqualTo(fatal + "unable to write to ./main/current" + error);
        assertThat(messageIfFails("chmod")).isEqualTo(fatal + "unable to set mode of ./main/current" + error);
    }

    @Test
    void endsIfAFileCannotBeExamined() {
        machine.tree().directory("/main");
        machine.tree().link("/main/processed", "processed");
        LogDirectory directory = directory();
        assertThatThrownBy(directory::open)
                .hasMessage("multilog: fatal: unable to stat ./main/processed: symbolic link loop");
    }

    @Test
    void finishesAnUnfinishedCurrent() {
        left("current", "lines\n", 0644);
        left("state", "state", 0644);
        left("newstate", "state", 0644);
        assertThat(directory().open()).isZero();
        assertThat(oldFiles(".u")).containsExactly("lines\n");
        assertThat(content("current")).isEmpty();
        assertThat(content("state")).isEmpty();
        assertThat(machine.tree().exists("/main/newstate")).isFalse();
    }

    @Test
    void finishesAPreviousThatWasNotProcessed() {
        left("previous", "older\n", 0744);
        left("processed", "half", 0644);
        left("current", "newer\n", 0644);
        directory().open();
        assertThat(oldFiles(".u")).containsExactly("older\n", "newer\n");
        assertThat(machine.tree().exists("/main/previous")).isFalse();
        assertThat(machine.tree().exists("/main/processed")).isFalse();
    }

    @Test
    void finishesACompleteProcessed() {
        left("previous", "older\n", 0744);
        left("processed", "OLDER\n", 0744);
        left("current", "newer\n", 0644);
        directory().open();
        assertThat(oldFiles(".s")).containsExactly("OLDER\n");
        assertThat(oldFiles(".u")).containsExactly("newer\n");
        assertThat(machine.tree().exists("/main/previous")).isFalse();
        assertThat(machine.tree().exists("/main/processed")).isFalse();
    }

    /** As if multilog was killed between the steps of a rotation: the disk need not have them yet. */
    @Test
    void completeProcessedIsDurableBeforePreviousIsRemoved() {
        left("previous", "older\n", 0744);
        left("processed", "OLDER\n", 0744);
        directory().open();
        assertThat(calls())
                .containsSubsequence(
                        "openRead processed",
                        "fsync N",
                        "fsync N",
                        "unlink previous",
                        "link processed @400000006553f10a00000000.s",
                        "fsync N",
                        "unlink processed",
                        "fsync N");
    }

    @Test
    void ignoresAPreviousIfCurrentIsFinished() {
        left("previous", "older\n", 0744);
        left("current", "newer\n", 0744);
        directory().open();
        assertThat(content("previous")).isEqualTo("older\n");
        assertThat(content("current")).isEqualTo("newer\n");
    }

    @Test
    void writesAllDespiteFailures() {
        LogDirectory directory = directory();
        directory.open();
        machine.calls().failOnce("write", Errno.ENOSPC);
        machine.descriptors().writeAtMost(3);
        write(directory, "a line\n");
        assertThat(content("current")).isEqualTo("a line\n");
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(5));
        machine.failOn("write", Errno.EAGAIN);
        machine.clock().at(Duration.ofSeconds(12), () -> machine.calls().succeed("write"));
        write(directory, "another\n");
        assertThat(content("current")).isEqualTo("a line\nanother\n");
    }

    @Test
    void rotatesInAnOrderThatLosesNothing() {
        LogDirectory directory = directory();
        directory.open();
        write(directory, "lines\n");
        machine.calls().forget();
        directory.rotate();
        assertThat(calls())
                .containsExactly(
                        "chdir" + N,
                        "fsync" + N,
                        "rename current previous",
                        "chmod previous 0744",
                        "listDirectory .",
                        "link previous @400000006553f10a00000000.s",
                        "fsync" + N,
                        "openAppend current",
                        "close" + N,
                        "chmod" + N + " 0644",
                        "unlink previous",
                        "listDirectory .");
        assertThat(oldFiles(".s")).containsExactly("lines\n");
        assertThat(content("current")).isEmpty();
    }

    /** As on NFS, whose client sends a request again if the answer was lost. */
    @Test
    void renamingThatWasDoneAlreadyLosesNothing() {
        LogDirectory directory = directory();
        directory.open();
        for (String lines : List.of("one\n", "two\n")) {
            write(directory, lines);
            machine.calls().whenMade("fsync", () -> {
                if (!machine.tree().exists("/main/previous")) {
                    posix.rename("/main/current", "/main/previous");
                }
            });
            directory.rotate();
        }
        assertThat(oldFiles(".s")).containsExactly("one\n", "two\n");
        assertThat(machine.stderr()).isEmpty();
    }

    /** The processor writes its files and exits 0 as soon as it is started. */
    private void processorWillSucceed() {
        machine.calls().whenMade("spawn", () -> {
            machine.tree().file("processed", "LINES\n");
            machine.tree().file("newstate", "state");
            machine.clock()
                    .at(machine.clock().passed(), () -> machine.children().end(1001, 0));
        });
    }

    @Test
    void newStateThatWasRenamedAlreadyIsNotRenamedAgain() {
        LogDirectory directory = processed();
        directory.open();
        write(directory, "lines\n");
        processorWillSucceed();
        machine.calls().whenMade("unlink previous", () -> posix.rename("/main/newstate", "/main/state"));
        directory.rotate();
        assertThat(oldFiles(".s")).containsExactly("LINES\n");
        assertThat(content("state")).isEqualTo("state");
        assertThat(machine.stderr()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"EINVAL", "EBADF", "EOPNOTSUPP", "EROFS"})
    void doesWithoutSyncOfADirectory(Errno errno) {
        LogDirectory directory = directory();
        directory.open();
        write(directory, "lines\n");
        machine.calls().whenMade("link", () -> machine.failOn("fsync", errno));
        directory.rotate();
        assertThat(oldFiles(".s")).containsExactly("lines\n");
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void oldFilesStayUntilTheDirectoryIsDurable() {
        LogDirectory directory = parts.directory(Retention.fewerThan(2), null);
        left("@400000006000000000000000.s", "old\n", 0744);
        directory.open();
        write(directory, "lines\n");
        machine.calls().whenMade("link", () -> machine.calls().failOnce("fsync", Errno.EIO));
        machine.clock()
                .at(Duration.ofSeconds(3), () -> assertThat(oldFiles(".s")).hasSize(1));
        machine.clock()
                .at(
                        Duration.ofSeconds(3),
                        () -> assertThat(content("@400000006000000000000000.s")).isEqualTo("old\n"));
        directory.rotate();
        assertThat(machine.stderrLines()).containsExactly(warning("unable to write ./main to disk"));
        assertThat(machine.tree().exists("/main/@400000006000000000000000.s")).isFalse();
    }

    @Test
    void rotatesThroughTheProcessor() {
        LogDirectory directory = processed();
        directory.open();
        write(directory, "lines\n");
        processorWillSucceed();
        machine.calls().forget();
        directory.rotate();
        List<String> calls = calls();
        assertThat(calls.subList(calls.indexOf("waitpid" + N) + 1, calls.size()))
                .containsExactly(
                        "openAppend processed",
                        "fsync" + N,
                        "chmod" + N + " 0744",
                        "fsync" + N,
                        "close" + N,
                        "openAppend newstate",
                        "fsync" + N,
                        "close" + N,
                        "fsync" + N,
                        "unlink previous",
                        "rename newstate state",
                        "listDirectory .",
                        "link processed @400000006553f10a00000000.s",
                        "fsync" + N,
                        "unlink processed",
                        "listDirectory .",
                        "fsync" + N);
        assertThat(oldFiles(".s")).containsExactly("LINES\n");
        assertThat(content("state")).isEqualTo("state");
    }

    @Test
    void retriesEachStep() {
        LogDirectory directory = processed();
        directory.open();
        write(directory, "lines\n");
        machine.calls()
                .whenMade(
                        "spawn",
                        () -> machine.clock()
                                .at(
                                        machine.clock().passed(),
                                        () -> machine.children().end(1001, 0)));
        List<String> steps = List.of(
                "chdir",
                "fsync",
                "rename current",
                "openAppend current",
                "chmod previous",
                "openAppend processed",
                "openAppend newstate",
                "unlink previous",
                "rename newstate");
        steps.forEach(call -> machine.calls().failOnce(call, Errno.EIO));
        directory.rotate();
        assertThat(machine.stderrLines())
                .containsExactly(
                        warning("unable to switch to ./main"),
                        warning("unable to write ./main/current to disk"),
                        warning("unable to rename current to previous in directory ./main"),
                        warning("unable to create ./main/current"),
                        warning("unable to set mode of ./main/previous"),
                        warning("unable to create ./main/processed"),
                        warning("unable to create ./main/newstate"),
                        warning("unable to remove ./main/previous"),
                        warning("unable to rename newstate to state in directory ./main"));
        assertThat(machine.clock().passed()).isEqualTo(Duration.ofSeconds(5L * steps.size()));
        assertThat(machine.calls().of("link processed")).hasSize(1);
    }

    private static String warning(String message) {
        return "multilog: warning: " + message + ", pausing: input/output error";
    }

    @Test
    void closesWithAFinishedFile() {
        LogDirectory directory = directory();
        directory.open();
        write(directory, "one\n");
        machine.calls().failOnce("fsync", Errno.EIO);
        machine.calls().failOnce("chmod", Errno.EIO);
        directory.close();
        assertThat(machine.stderrLines())
                .containsExactly(
                        warning("unable to write ./main/current to disk"),
                        warning("unable to set mode of ./main/current"));
        assertThat(machine.tree().status("/main/current").permissions()).isEqualTo(0744);
    }
}
