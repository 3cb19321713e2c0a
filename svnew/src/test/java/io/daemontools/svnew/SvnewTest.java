package io.daemontools.svnew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Account;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.TestMachine;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SvnewTest {
    private static final String TEMPORARY = "/service/.svnew.1000";

    private final TestMachine machine = new TestMachine();

    @BeforeEach
    void makeServices() {
        machine.tree().directory("/service");
        machine.addAccount("www", new Account(33, 34));
        machine.addAccount("wwwlog", new Account(35, 36));
    }

    private int run(String... arguments) {
        return machine.run(new Svnew(), "svnew", arguments);
    }

    private void assertNothingMade() {
        assertThat(machine.tree().names("/service")).isEmpty();
    }

    @Test
    void makesAServiceWithALogger() {
        assertThat(run("/service/a", "--", "sleep", "1000")).isZero();
        assertThat(machine.stderr()).isEmpty();
        assertThat(machine.tree().content("/service/a/run")).isEqualTo("#!/bin/sh\nexec 2>&1\nexec sleep 1000\n");
        assertThat(machine.tree().content("/service/a/log/run")).isEqualTo("#!/bin/sh\nexec multilog t ./main\n");
        assertThat(machine.tree().names("/service/a")).containsExactlyInAnyOrder("run", "log");
        assertThat(machine.tree().names("/service")).containsExactly("a");
    }

    @Test
    void runsTheProgramAndTheLoggerAsAccounts() {
        assertThat(run("-u", "www", "-lwwwlog", "/service/a", "--", "httpd", "-f"))
                .isZero();
        assertThat(machine.tree().content("/service/a/run"))
                .isEqualTo("#!/bin/sh\nexec 2>&1\nexec setuidgid www httpd -f\n");
        assertThat(machine.tree().content("/service/a/log/run"))
                .isEqualTo("#!/bin/sh\nexec setuidgid wwwlog multilog t ./main\n");
        assertThat(machine.tree().status("/service/a/log/main").user()).isEqualTo(35);
        assertThat(machine.tree().status("/service/a/log/main").group()).isEqualTo(36);
        assertThat(machine.tree().status("/service/a/log").user()).isZero();
    }

    @Test
    void writesVariablesAsEnvdirReadsThem() {
        assertThat(run("-eA=1", "-e", "B=", "-eC=x\ny\n", "-eA=a=b c", "/service/a", "--", "env"))
                .isZero();
        assertThat(machine.tree().content("/service/a/run")).isEqualTo("#!/bin/sh\nexec 2>&1\nexec envdir ./env env\n");
        assertThat(machine.tree().names("/service/a/env")).containsExactlyInAnyOrder("A", "B", "C");
        assertThat(machine.tree().content("/service/a/env/A")).isEqualTo("a=b c\n");
        assertThat(machine.tree().content("/service/a/env/B")).isEqualTo("\n");
        assertThat(machine.tree().content("/service/a/env/C")).isEqualTo("x\0y\0\n");
    }

    @Test
    void setsModesWhateverTheUmask() {
        machine.posix().umask(077);
        assertThat(run("-eA=1", "/service/a/", "--", "sleep", "9")).isZero();
        for (String path : List.of("", "/run", "/log", "/log/run")) {
            assertThat(permissions("/service/a" + path)).as(path).isEqualTo(0755);
        }
        assertThat(permissions("/service/a/log/main")).isEqualTo(0750);
        assertThat(permissions("/service/a/env")).isEqualTo(0700);
        assertThat(permissions("/service/a/env/A")).isEqualTo(0600);
    }

    private int permissions(String path) {
        return machine.tree().status(path).permissions();
    }

    @Test
    void quotesArguments() {
        run("/service/a", "--", "it's", "", "a b", "$x", "a\nb", "\u00ff", "/usr/bin/x_1.0:@%+,-=");
        assertThat(machine.tree().content("/service/a/run"))
                .endsWith("exec 'it'\\''s' '' 'a b' '$x' 'a\nb' '\u00ff' /usr/bin/x_1.0:@%+,-=\n");
    }

    @Test
    void aNameThatBeginsWithADashIsNoOptionOfExec() {
        run("/service/a", "--", "-x");
        assertThat(machine.tree().content("/service/a/run")).endsWith("\nexec envdir ./env -x\n");
        assertThat(machine.tree().names("/service/a/env")).isEmpty();
    }

    @Test
    void changesNothingThatExists() {
        machine.tree().file("/service/file", "x");
        machine.tree().directory("/service/empty");
        machine.tree().link("/service/dangling", "nowhere");
        for (String name :
                List.of("/service/file", "/service/empty", "/service/dangling", "/service", "/", ".", "..")) {
            assertThat(run(name, "--", "sleep", "9")).isEqualTo(111);
            assertThat(machine.stderr()).endsWith("svnew: fatal: unable to make " + name + ": file already exists\n");
        }
        assertThat(machine.tree().names("/service")).containsExactlyInAnyOrder("file", "empty", "dangling");
    }

    /** Another process makes the directory just before the rename. */
    @Test
    void theFirstOfTwoWins() {
        machine.calls().whenMade("rename", () -> {
            machine.tree().directory("/service/a");
            machine.tree().file("/service/a/run", "theirs");
        });
        assertThat(run("/service/a", "--", "sleep", "9")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svnew: fatal: unable to make /service/a: file already exists\n");
        assertThat(machine.tree().names("/service")).containsExactly("a");
        assertThat(machine.tree().content("/service/a/run")).isEqualTo("theirs");
    }

    /** As a killed process with the same process id, such as that of a container, may have left it. */
    @Test
    void anOldTemporaryDirectoryIsLeftAlone() {
        machine.tree().directory(TEMPORARY + "/log");
        assertThat(run("/service/a", "--", "sleep", "9")).isZero();
        assertThat(machine.tree().names("/service")).containsExactlyInAnyOrder(".svnew.1000", "a");
    }

    @Test
    void removesEverythingAfterAFailure() {
        for (String call :
                List.of("mkdir " + TEMPORARY + "/log", "openTruncate", "write", "chmod", "fsync", "chown", "rename")) {
            machine.failOn(call, Errno.ENOSPC);
            int code = run("-lwwwlog", "-eA=1", "-eA=2", "/service/a", "--", "sleep", "9");
            machine.calls().succeed(call);
            assertThat(code).as(call).isEqualTo(111);
            assertThat(machine.stderr())
                    .as(call)
                    .endsWith("svnew: fatal: unable to make /service/a: out of disk space\n");
            assertNothingMade();
        }
    }

    /** Makes fsync fail once a directory was opened. */
    private void failForDirectory(String directory, Errno errno) {
        machine.calls().succeed("fsync");
        machine.calls().whenMade("openRead " + directory, () -> machine.failOn("fsync", errno));
    }

    @ParameterizedTest
    @EnumSource(
            value = Errno.class,
            names = {"EIO", "ENOSPC", "EDQUOT"})
    void namesHaveToBeOnTheDisk(Errno errno) {
        failForDirectory(TEMPORARY + "/log/main", errno);
        assertThat(run("/service/a", "--", "sleep", "9")).isEqualTo(111);
        assertThat(machine.stderr()).startsWith("svnew: fatal: unable to make /service/a: ");
        assertNothingMade();
    }

    /** As on a file system that cannot do it, or for a user who may not read the directory of services. */
    @Test
    void namesNeedNotBeOnTheDiskWhereThatCannotBe() {
        failForDirectory(TEMPORARY, Errno.EINVAL);
        machine.failOn("openRead /service/", Errno.EACCES);
        assertThat(run("/service/a", "--", "sleep", "9")).isZero();
        assertThat(machine.stderr()).isEmpty();
    }

    /** A process that does not ignore XFSZ would end there. */
    @Test
    void leavesNothingAtALimitOnTheSizeOfFiles() {
        machine.calls().failOnce("write", Errno.EFBIG);
        assertThat(run("/service/a", "--", "sleep", "9")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svnew: fatal: unable to make /service/a: file too big\n");
        assertNothingMade();
        assertThat(machine.ignores(Signal.XFSZ)).isTrue();
    }

    @Test
    void reportsThatDirectoriesCannotBeOpened() {
        machine.failOn("openRead " + TEMPORARY + "/log", Errno.EMFILE);
        assertThat(run("/service/a", "--", "sleep", "9")).isEqualTo(111);
        assertNothingMade();
    }

    /** A supervise may run in it. */
    @Test
    void aCompleteDirectoryIsNotRemovedIfItsNameIsNotOnTheDisk() {
        failForDirectory("/service/", Errno.EIO);
        assertThat(run("/service/a", "--", "sleep", "9")).isEqualTo(111);
        assertThat(machine.stderr())
                .isEqualTo("svnew: fatal: unable to write the name of /service/a to disk: input/output error\n");
        assertThat(machine.tree().names("/service")).containsExactly("a");
        assertThat(machine.tree().names("/service/a")).containsExactlyInAnyOrder("run", "log");
    }

    @Test
    void theModeIsOnTheDiskToo() {
        assertThat(run("/service/a", "--", "sleep", "9")).isZero();
        List<String> calls = machine.calls().all();
        String mode = machine.calls().of("chmod " + TEMPORARY).get(0);
        assertThat(calls.subList(calls.indexOf(mode), calls.size()))
                .anyMatch(call -> (call + ' ').startsWith("openRead " + TEMPORARY + ' '));
    }

    @Test
    void reportsWhatItCannotRemove() {
        machine.failOn("rename", Errno.EIO);
        machine.failOn("unlink", Errno.EIO);
        run("/service/a", "--", "sleep", "9");
        assertThat(machine.stderrLines())
                .containsExactly(
                        "svnew: warning: unable to remove " + TEMPORARY + ": directory not empty",
                        "svnew: fatal: unable to make /service/a: input/output error");
    }

    @ParameterizedTest
    @EnumSource(names = {"TERM", "INT", "HUP"})
    void removesEverythingAfterASignal(Signal signal) {
        machine.calls().whenMade("openTruncate " + TEMPORARY + "/log/run", () -> machine.send(signal));
        assertThatThrownBy(() -> run("/service/a", "--", "sleep", "9")).hasMessageStartingWith("ended by signal");
        assertNothingMade();
    }

    @Test
    void aSignalEndsItBetweenTwoVariables() {
        machine.calls().whenMade("openTruncate " + TEMPORARY + "/env/A", () -> machine.send(Signal.TERM));
        assertThatThrownBy(() -> run("-eA=1", "-eB=2", "/service/a", "--", "sleep", "9"))
                .hasMessageStartingWith("ended by signal");
        assertThat(machine.calls().of("openTruncate")).hasSize(1);
        assertNothingMade();
    }

    @Test
    void unknownAccountsAreReportedBeforeAnythingIsMade() {
        assertThat(run("-u", "nobody", "/service/a", "--", "sleep")).isEqualTo(111);
        assertThat(run("-l", "nobody", "/service/a", "--", "sleep")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svnew: fatal: unknown account nobody\n".repeat(2));
        assertThat(machine.calls().of("mkdir")).isEmpty();
    }

    @Test
    void reportsWrongUsage() {
        List<List<String>> wrong = List.of(
                List.of(),
                List.of("/service/a"),
                List.of("/service/a", "sleep", "9"),
                List.of("/service/a", "--"),
                List.of("/service/a", "--", ""),
                List.of("-x", "/service/a", "--", "sleep"),
                List.of("--user", "www", "/service/a", "--", "sleep"),
                List.of("--user", "--", "sleep"),
                List.of("-u"));
        for (List<String> arguments : wrong) {
            assertThat(run(arguments.toArray(String[]::new)))
                    .as(arguments.toString())
                    .isEqualTo(100);
            assertThat(machine.stderr())
                    .contains(
                            "svnew: usage: svnew [-u user] [-l loguser] [-e assignment] dir -- program [argument ...]\n");
        }
        assertNothingMade();
    }

    @Test
    void reportsVariablesThatEnvdirCouldNotSet() {
        for (String variable : List.of("A", "=1", ".A=1", "a/b=1", "A=1 ", "A=1\t")) {
            assertThat(run("-e", variable, "/service/a", "--", "sleep"))
                    .as(variable)
                    .isEqualTo(100);
        }
        assertThat(machine.stderrLines()).allMatch(line -> line.startsWith("svnew: fatal: variable "));
        assertNothingMade();
    }
}
