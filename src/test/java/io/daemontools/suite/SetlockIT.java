package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachPair;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Pair;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;

/** setlock: a lock for as long as a program runs. */
class SetlockIT {
    private static final String BUSY = "setlock: fatal: unable to lock lock: temporary failure\n";

    private static Running holding(Sandbox box, Toolset tools) {
        Running holder = box.start(tools, "setlock", "lock", "sh", "-c", "touch held; exec sleep 1000");
        Await.until("lock", () -> Files.exists(box.path("held")));
        return holder;
    }

    @EachToolset
    void requiresAFileAndAProgram(Toolset tools, Sandbox box) {
        String usage = "setlock: usage: setlock [ -nNxX ] file program [ arg ... ]\n";
        assertThat(box.run(tools, "setlock")).isEqualTo(Result.fails(100, usage));
        assertThat(box.run(tools, "setlock", "lock")).isEqualTo(Result.fails(100, usage));
        assertThat(box.run(tools, "setlock", "-x", "lock")).isEqualTo(Result.fails(100, usage));
        assertThat(box.run(tools, "setlock", "-z", "lock", "true"))
                .isEqualTo(Result.fails(100, "setlock: illegal option -- z\n" + usage));
        assertThat(box.dir()).isEmptyDirectory();
    }

    @EachToolset
    void createsTheFileForTheOwnerOnly(Toolset tools, Sandbox box) throws IOException {
        assertThat(box.run(tools, "setlock", "lock", "sh", "-c", "echo ran; exit 3"))
                .isEqualTo(new Result(3, "ran\n", ""));
        assertThat(box.path("lock")).isEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(box.path("lock"))))
                .isEqualTo("rw-------");
    }

    @EachToolset
    void keepsTheFilesContent(Toolset tools, Sandbox box) {
        box.file("lock", "content");
        assertThat(box.run(tools, "setlock", "lock", "true")).isEqualTo(Result.silent());
        assertThat(box.content("lock")).isEqualTo("content");
    }

    @EachToolset
    void needsTheFile(Toolset tools, Sandbox box) {
        box.directory("directory");
        assertThat(box.run(tools, "setlock", "missing/lock", "true"))
                .isEqualTo(Result.fails(111, "setlock: fatal: unable to open missing/lock: file does not exist\n"));
        assertThat(box.run(tools, "setlock", "directory", "true"))
                .isEqualTo(Result.fails(111, "setlock: fatal: unable to open directory: is a directory\n"));
    }

    /** 0.76 cannot open it; flock(1) locks it, too. */
    @BeyondOriginal
    void locksAFileThatMayOnlyBeRead(Toolset tools, Sandbox box) {
        box.shell("umask 022; echo content >lock").run();
        Running holder = box.command(tools, "setlock", "lock", "sh", "-c", "echo held; exec sleep 1000")
                .unprivileged()
                .start();
        Await.equal("lock", "held\n", holder::out);
        assertThat(box.run(tools, "setlock", "-n", "lock", "true")).isEqualTo(Result.fails(111, BUSY));
        assertThat(box.command(tools, "setlock", "-n", "lock", "true")
                        .unprivileged()
                        .run())
                .isEqualTo(Result.fails(111, BUSY));
        holder.endTree();
        assertThat(box.command(tools, "setlock", "-n", "lock", "cat", "lock")
                        .unprivileged()
                        .run())
                .isEqualTo(Result.prints("content\n"));
    }

    /** Linux refuses O_CREAT there if {@code fs.protected_regular} is set, which 0.76 uses. */
    @BeyondOriginal
    void locksAnotherUsersFileInAStickyDirectory(Toolset tools, Sandbox box) {
        Privileges.needRoot("chown");
        box.shell("mkdir -m 1777 shared; : >shared/lock; chmod 666 shared/lock; chown daemon shared/lock")
                .run();
        assertThat(box.run(tools, "setlock", "-n", "shared/lock", "echo", "ran"))
                .isEqualTo(Result.prints("ran\n"));
        assertThat(box.command(tools, "setlock", "-n", "shared/lock", "echo", "ran")
                        .unprivileged()
                        .run())
                .isEqualTo(Result.prints("ran\n"));
    }

    @EachToolset
    void cannotLockWhatMayNotBeOpened(Toolset tools, Sandbox box) {
        box.shell("umask 077; : >lock").run();
        for (String file : new String[] {"lock", "new"}) {
            assertThat(box.command(tools, "setlock", file, "touch", "ran")
                            .unprivileged()
                            .run())
                    .isEqualTo(Result.fails(111, "setlock: fatal: unable to open " + file + ": access denied\n"));
        }
        assertThat(box.path("ran")).doesNotExist();
        assertThat(box.path("new")).doesNotExist();
    }

    /** With -x, a lock that is held by another process and a successful program have the same exit code. */
    @EachToolset
    void silentlySucceedsWithX(Toolset tools, Sandbox box) {
        holding(box, tools);
        assertThat(box.run(tools, "setlock", "-nx", "lock", "touch", "ran")).isEqualTo(Result.silent());
        assertThat(box.run(tools, "setlock", "-x", "missing/lock", "touch", "ran"))
                .isEqualTo(Result.silent());
        assertThat(box.run(tools, "setlock", "-nxX", "lock", "touch", "ran")).isEqualTo(Result.fails(111, BUSY));
        assertThat(box.run(tools, "setlock", "-x", "other", "missing"))
                .isEqualTo(Result.fails(111, "setlock: fatal: unable to run missing: file does not exist\n"));
        assertThat(box.path("ran")).doesNotExist();
    }

    @EachToolset
    void waitsUntilTheLockIsFree(Toolset tools, Sandbox box) {
        Running holder = holding(box, tools);
        Running waiting = box.start(tools, "setlock", "-nN", "lock", "touch", "ran");
        Await.until("a process that waits for the lock", () -> waits(waiting.pid()));
        assertThat(box.path("ran")).doesNotExist();
        holder.signal("KILL");
        assertThat(waiting.ended()).isZero();
        assertThat(box.path("ran")).exists();
    }

    /** Another waits for a lock: {@code /proc/locks} has a line with an arrow. */
    private static boolean waits(long pid) throws IOException {
        return Files.readAllLines(java.nio.file.Path.of("/proc/locks")).stream()
                .anyMatch(line -> line.matches(".*-> FLOCK .* " + pid + " .*"));
    }

    @EachToolset
    void lockLastsWhileTheDescriptorIsOpen(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "setlock", "lock", "sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $! > pid"))
                .isEqualTo(Result.silent());
        assertThat(box.run(tools, "setlock", "-n", "lock", "true")).isEqualTo(Result.fails(111, BUSY));
        box.shell("kill $(cat pid)").run();
        assertThat(box.run(tools, "setlock", "lock", "true")).isEqualTo(Result.silent());
    }

    @EachToolset
    void excludesFlockAndIsExcludedByIt(Toolset tools, Sandbox box) {
        Running holder = holding(box, tools);
        assertThat(box.program("flock", "-n", "lock", "true").run()).isEqualTo(Result.exits(1));
        holder.signal("KILL");
        assertThat(holder.ended()).isEqualTo(137);
        assertThat(box.program("flock", "-n", "lock", tools.command("setlock"), "-n", "lock", "true")
                        .run())
                .isEqualTo(Result.fails(111, BUSY));
    }

    @EachPair
    void excludesTheOtherImplementation(Pair pair, Sandbox box) {
        holding(box, pair.server());
        assertThat(box.run(pair.client(), "setlock", "-n", "lock", "true")).isEqualTo(Result.fails(111, BUSY));
    }
}
