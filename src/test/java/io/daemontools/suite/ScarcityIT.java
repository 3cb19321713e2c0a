package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A full disk and a lack of descriptors: running programs print errors, continue, and recover. Linux only, for mount namespaces and
 * prlimit. Not tested: a failed fork, after which 0.76 waits a minute.
 */
@EnabledOnOs(OS.LINUX)
class ScarcityIT {

    private static final String MOUNT =
            "mkdir disk && mount -t tmpfs -o size=64k none disk && cp -Rp foo disk/ && exec \"$0\" \"$@\"";

    /** A command in a mount namespace, in which {@code disk}, with a copy of {@code foo}, is small. */
    private static Running onSmallDisk(Sandbox box, Invocation command) {
        Privileges.needRoot("a file system of its own");
        assumeTrue(
                box.shell("exec unshare -m sh -c 'mkdir probe; mount -t tmpfs none probe'")
                                .run()
                                .code()
                        == 0,
                "needs mount namespaces");
        return command.through("unshare", "-m", "/bin/sh", "-c", MOUNT).start();
    }

    /** The small disk of {@code running}, seen from here. */
    private static Path disk(Sandbox box, Running running) {
        return Path.of("/proc/" + running.pid() + "/root" + box.path("disk"));
    }

    private static Path fill(Path disk) throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 100; i++) {
                out.write(new byte[4096]);
            }
            throw new AssertionError("the disk is not small: " + disk);
        } catch (IOException full) {
            return filler;
        }
    }

    @EachToolset
    void superviseSurvivesAFullDisk(Toolset tools, Sandbox box) throws IOException {
        String starts = box.file("starts", "").toString();
        box.service("foo").run("echo $$ >> " + starts, ServiceDirectory.STAYS_UP);
        Running supervise = onSmallDisk(box, box.command(tools, "supervise", "disk/foo"));
        Await.equal("starts", 1L, () -> box.content("starts").lines().count());
        ServiceDirectory foo = box.service(disk(box, supervise) + "/foo");
        Status before = Await.value("status", () -> {
            Status status = foo.status();
            return status.up() ? status : null;
        });

        Path filler = fill(disk(box, supervise));
        assertThat(box.run(tools, "svc", "-t", foo.path().toString())).isEqualTo(Result.silent());
        Await.equal("starts", 2L, () -> box.content("starts").lines().count());
        assertThat(supervise.err().lines())
                .containsOnly("supervise: warning: unable to write disk/foo/supervise/status.new: out of disk space");
        assertThat(foo.status()).as("the last whole status").isEqualTo(before);

        Files.delete(filler);
        assertThat(box.run(tools, "svc", "-t", foo.path().toString())).isEqualTo(Result.silent());
        Await.equal("starts", 3L, () -> box.content("starts").lines().count());
        long pid =
                Long.parseLong(box.content("starts").lines().skip(2).findFirst().orElseThrow());
        Await.equal("status", (int) pid, () -> foo.status().pid());
        assertThat(supervise.runs()).isTrue();
    }

    @EachToolset
    void multilogWaitsForRoomAndLosesNothing(Toolset tools, Sandbox box) throws IOException {
        String lines =
                IntStream.range(0, 500).mapToObj(i -> "line number " + i + "\n").collect(Collectors.joining());
        box.directory("foo");
        Running multilog = onSmallDisk(
                box, box.command(tools, "multilog", "s16000000", "./disk/main").reading());
        multilog.write("first\n");
        Await.until("log", () -> Files.exists(disk(box, multilog).resolve("main/current")));
        Path current = disk(box, multilog).resolve("main/current");
        Await.equal("log", "first\n", () -> Files.readString(current));

        Path filler = fill(disk(box, multilog));
        multilog.write(lines);
        String warning = "multilog: warning: unable to write to ./disk/main/current, pausing: out of disk space";
        Await.until("warning", () -> multilog.err().lines().anyMatch(warning::equals));
        Files.delete(filler);
        Await.equal("log", "first\n" + lines, () -> Files.readString(current));
        assertThat(multilog.err().lines()).containsOnly(warning);
        multilog.endInput();
        assertThat(multilog.ended()).isZero();
    }

    private static void limitDescriptors(Sandbox box, long pid, String limit) {
        limit(box, pid, "--nofile=" + limit + ":");
    }

    private static void limit(Sandbox box, long pid, String limit) {
        Result result = box.program("prlimit", "--pid", "" + pid, limit).run();
        assumeTrue(result.code() == 0, "needs prlimit");
    }

    @EachToolset
    void superviseSurvivesWithoutDescriptors(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        assertThat(box.run(tools, "svok", "foo")).isEqualTo(Result.silent());

        limitDescriptors(box, supervise.pid(), "3");
        ProcessInfo.signal("TERM", pid);
        String warning =
                "supervise: warning: unable to open foo/supervise/status.new: process cannot open more files\n";
        Await.until("warning", () -> supervise.err().contains(warning));
        limitDescriptors(box, supervise.pid(), "100");
        foo.upAgain(pid);
        assertThat(supervise.runs()).isTrue();
    }

    /** The status fits in 100 bytes, the records of the history do not. */
    @EachToolset
    void superviseStartsServicesUnderALimitOnFileSizes(Toolset tools, Sandbox box) {
        String survivors = box.file("survivors", "").toString();
        ServiceDirectory foo = box.service("foo")
                .run("sh -c 'ulimit -c 0; kill -XFSZ $$; echo $$' >> " + survivors, ServiceDirectory.STAYS_UP)
                .down();
        Running supervise = box.start(tools, "supervise", "foo");
        Await.until("supervise", () -> box.run(tools, "svok", "foo").code() == 0);
        limit(box, supervise.pid(), "--fsize=100");
        foo.control("u");
        long pid = foo.up();
        ProcessInfo.signal("KILL", pid);
        foo.upAgain(pid);
        assertThat(supervise.runs()).isTrue();
        assertThat(box.content("survivors"))
                .as("whether run ignores the signal")
                .isEmpty();
    }

    @EachToolset
    void svscanSurvivesWithoutDescriptors(Toolset tools, Sandbox box) {
        ServiceDirectory first = box.service("service/first").run(ServiceDirectory.STAYS_UP);
        Running svscan = box.start(tools, "svscan", "service");
        first.up();

        limitDescriptors(box, svscan.pid(), "3");
        ServiceDirectory second = box.service("service/second").run(ServiceDirectory.STAYS_UP);
        String warning = "svscan: warning: unable to read directory: process cannot open more files\n";
        Await.until("warning", () -> svscan.err().startsWith(warning));
        limitDescriptors(box, svscan.pid(), "100");
        second.up();
        assertThat(svscan.err().replace(warning, "")).isEmpty();
    }
}
