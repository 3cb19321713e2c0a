package io.daemontools.suite.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.BusySupervise;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Programs that run for years allocate nothing once each kind of event has occurred: not a byte of the heap is taken, and
 * the collector does not run, however often the events occur again.
 *
 * <p>On the native toolset, on Linux, which shows the memory of a process. Not tested: the same on the JVM, whose memory
 * is HotSpot's.
 */
class NoAllocationIT {
    /** The number of the last line that was written in full. */
    private static final AtomicInteger LAST = new AtomicInteger();

    private static final String LINE = "a line of thirty characters..\n";

    private static void assumeNative(Toolset tools) {
        assumeThat(tools.name()).isEqualTo("native");
        assumeThat(Path.of("/proc/self/mem")).exists();
    }

    /** Events for a program, to be repeated a number of times. */
    @FunctionalInterface
    private interface Work {
        void more(int times) throws IOException;
    }

    /** Causes events a few times, and then many times (multiplied by the effort), which must not change the counters. */
    private static void steady(String command, long pid, Work work, int few, int many) throws IOException {
        work.more(few);
        Collector collector = Collector.of(command, pid);
        Collector.Counts before = collector.counts();
        assertThat(before.freeBytes()).isNotZero();

        for (int part = 0; part < Effort.times(1); part++) {
            work.more(many);
        }

        assertThat(collector.counts()).isEqualTo(before);
    }

    @BeyondOriginal
    void superviseThatRestarts(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        BusySupervise busy = BusySupervise.restarting(tools, box);
        busy.awaitStarts(1);
        Work restarts = times -> busy.awaitStarts(busy.starts() + times);
        steady("supervise", busy.supervise().pid(), restarts, 100, 2_000);
    }

    /** Each start makes a few strings, and each end. The collector frees them in the memory that there is. */
    @BeyondOriginal
    void superviseThatRestartsWithSettings(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        BusySupervise busy = BusySupervise.withSettings(tools, box);
        busy.awaitStarts(400);
        long before = memory(busy.supervise().pid());
        busy.awaitStarts(400 + Effort.times(400));
        assertThat(memory(busy.supervise().pid())).isLessThanOrEqualTo(before);
        assertThat(busy.supervise().err()).isEmpty();
    }

    /** Its memory that no file holds, in kilobytes. What it shares with a child that was just forked counts. */
    private static long memory(long pid) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Anonymous:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    @BeyondOriginal
    void superviseThatIsCommanded(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        commanded(BusySupervise.commanded(tools, box));
    }

    @BeyondOriginal
    void superviseThatHasAdoptedItsService(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        BusySupervise busy = BusySupervise.commanded(tools, box);
        long pid = busy.service().up();
        busy = busy.replaced(tools, box);
        commanded(busy);
        assertThat((long) busy.service().status().pid()).isEqualTo(pid);
        ProcessInfo.endTree(pid);
        busy.service().upAgain(pid);
    }

    private static void commanded(BusySupervise busy) throws IOException {
        ServiceDirectory foo = busy.service();
        Work commands = times -> {
            foo.control("upcha?".repeat(times) + "o");
            Await.equal("want", '\0', () -> foo.status().want());
            foo.control("u");
            Await.equal("want", 'u', () -> foo.status().want());
        };
        steady("supervise", busy.supervise().pid(), commands, 10, 1_000);
    }

    @BeyondOriginal
    void superviseWhoseServiceCannotBeStarted(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        box.service("foo");
        box.script("foo/run", "#!/no/such/interpreter\n");
        Running supervise = BusySupervise.hasty(tools, box);
        Work messages = times -> awaitLonger(supervise, times);
        steady("supervise", supervise.pid(), messages, 100, 1_000);
    }

    @BeyondOriginal
    void multilogThatRotates(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        Running multilog = box.command(
                        tools,
                        "multilog",
                        "t",
                        "-*first*",
                        "+*line*",
                        "=newest",
                        "s4096",
                        "n3",
                        "./main",
                        "-*",
                        "./none")
                .reading()
                .start();
        steady("multilog", multilog.pid(), times -> log(multilog, box, times), 2_000, 100_000);
        assertThat(box.directory("main").resolve("current")).exists();
    }

    @BeyondOriginal
    void multilogWithAProcessor(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        Running multilog = box.command(tools, "multilog", "=newest", "s4096", "n3", "!exec cat", "./main")
                .reading()
                .start();
        steady("multilog", multilog.pid(), times -> log(multilog, box, times), 2_000, 10_000);
    }

    @BeyondOriginal
    void svscanThatFindsNothingNew(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        tree(box);
        scans(svscan(tools, box), box);
    }

    @BeyondOriginal
    void svscanThatWatchesItsSupervises(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        List<ServiceDirectory> services = tree(box);
        Running first = box.start(tools, "svscan", "service");
        for (ServiceDirectory service : services) {
            Await.until(
                    "supervise",
                    () -> box.run(tools, "svok", service.path().toString()).code() == 0);
        }
        List<Long> supervises = ProcessInfo.children(first.pid());
        first.signal("KILL");
        first.ended();
        Running second = svscan(tools, box);
        scans(second, box);
        assertThat(ProcessInfo.children(second.pid())).isEmpty();
        second.endTree();
        ProcessInfo.end(supervises);
    }

    private static List<ServiceDirectory> tree(Sandbox box) {
        List<ServiceDirectory> services = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            services.add(box.service("service/plain" + i).down().run("exec true"));
            services.add(
                    box.service("service/logged" + i).down().run("exec true").log("exec cat"));
            services.add(box.service("service/logged" + i + "/log").down());
        }
        return services;
    }

    private static Running svscan(Toolset tools, Sandbox box) throws IOException {
        return box.command(tools.preloadable(), "svscan", "service")
                .through("/bin/sh", "-c", "LD_PRELOAD=$0; export LD_PRELOAD; exec \"$@\"", shortSleep(box))
                .with("SLEEPS", box.path("sleeps").toString())
                .start();
    }

    private static void scans(Running svscan, Sandbox box) throws IOException {
        Path sleeps = box.path("sleeps");
        Await.until("first round", () -> Files.exists(sleeps));
        steady("svscan", svscan.pid(), times -> awaitMore(sleeps, times), 50, 1_000);
    }

    @BeyondOriginal
    void filters(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        for (String command : new String[] {"tai64n", "tai64nlocal"}) {
            Running filter = box.command(tools, command).reading().start();
            String label = command.equals("tai64n") ? "" : "@4000000037c219bf2ef02e94 ";
            Work lines = times -> {
                int before = filter.out().length();
                filter.write((label + LINE).repeat(times));
                int length = command.equals("tai64n") ? 26 : 30;
                Await.equal(
                        "output",
                        before + times * (length + LINE.length()),
                        () -> filter.out().length());
            };
            steady(command, filter.pid(), lines, 20_000, 50_000);
            filter.endInput();
            assertThat(filter.ended()).isZero();
        }
    }

    @BeyondOriginal
    void readproctitle(Toolset tools, Sandbox box) throws IOException {
        assumeNative(tools);
        Running title = box.command(tools, "readproctitle", "errors:", ".".repeat(200))
                .reading()
                .start();
        int[] written = {0};
        Work lines = times -> {
            written[0] += times;
            title.write(LINE.repeat(times) + written[0] + " is the last");
            Path shown = Path.of("/proc", Long.toString(title.pid()), "cmdline");
            String last = written[0] + " is the last";
            Await.until(
                    last,
                    () -> Files.readString(shown, StandardCharsets.ISO_8859_1).contains(last));
        };
        steady("readproctitle", title.pid(), lines, 1_000, 20_000);
    }

    private static String shortSleep(Sandbox box) throws IOException {
        return CProgram.library(box, "short_sleep.c").toString();
    }

    private static void log(Running multilog, Sandbox box, int lines) {
        String last = "line " + LAST.incrementAndGet() + " is the last\n";
        multilog.write(LINE.repeat(lines - 1) + last);
        Await.until("newest line", () -> box.content("newest").contains(last));
    }

    private static void awaitMore(Path file, int bytes) throws IOException {
        long wanted = Files.size(file) + bytes;
        Await.atLeast("bytes in " + file, wanted, () -> Files.size(file));
    }

    private static void awaitLonger(Running running, int lines) {
        long wanted = running.err().lines().count() + lines;
        Await.atLeast("messages", wanted, () -> running.err().lines().count());
    }
}
