package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a log directory: names, modes, and recovery after an outage. */
class MultilogDirectoryIT {

    private static Result run(Sandbox box, Toolset tools, String input, String... script) {
        return box.command(tools, "multilog", script).reading(input).run();
    }

    @EachToolset
    void isCreatedWithItsFiles(Toolset tools, Sandbox box) throws IOException {
        Running multilog = box.command(tools, "multilog", "./main")
                .through("/bin/sh", "-c", "umask 077; exec \"$0\" \"$@\"")
                .reading()
                .start();
        LogDirectoryView main = new LogDirectoryView(box, "main");
        multilog.write("one\n");
        Await.equal("current", "one\n", main::current);
        assertThat(main.modes()).isEqualTo(Map.of("current", "rw-r--r--", "lock", "rw-------", "state", "rw-r--r--"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(box.path("main"))))
                .isEqualTo("rwx------");

        multilog.endInput();
        assertThat(multilog.ended()).isZero();
        assertThat(main.modes()).isEqualTo(Map.of("current", "rwxr--r--", "lock", "rw-------", "state", "rw-r--r--"));
        assertThat(main.content("lock") + main.content("state")).isEmpty();
    }

    /** 0.76 logs nothing any more once the file is full. */
    @BeyondOriginal
    void isMadeAgainIfItWasRemoved(Toolset tools, Sandbox box) throws IOException {
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog =
                box.command(tools, "multilog", "s4096", "./main").reading().start();
        for (String removed : List.of("main/current", "main")) {
            multilog.write("one\n");
            Await.until("current", () -> main.current().startsWith("one\n"));
            box.shell("rm -r " + removed).run();
            multilog.write("a line\n".repeat(500));
            multilog.write("last\n");
            Await.until("last line", () -> main.current().endsWith("last\n"));
            multilog.signal("ALRM");
            Await.equal("current", "", main::current);
        }
        multilog.endInput();
        assertThat(multilog.ended()).isZero();
        assertThat(main.modes()).containsEntry("current", "rwxr--r--").containsKeys("lock", "state");
    }

    @EachToolset
    void isContinuedAfterACleanExit(Toolset tools, Sandbox box) throws IOException {
        run(box, tools, "one\n", "./main");
        box.file("main/state", "state");
        box.file("main/previous", "previous");
        assertThat(run(box, tools, "two\n", "./main")).isEqualTo(Result.silent());

        LogDirectoryView main = new LogDirectoryView(box, "main");
        assertThat(main.modes()).containsOnlyKeys("current", "lock", "state", "previous");
        assertThat(main.current()).isEqualTo("one\ntwo\n");
        assertThat(main.content("state")).isEqualTo("state");
        assertThat(main.content("previous")).isEqualTo("previous");
    }

    @EachToolset
    void finishesTheFileOfAKilledMultilog(Toolset tools, Sandbox box) throws IOException {
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog = box.command(tools, "multilog", "./main").reading().start();
        multilog.write("one\ntwo\n");
        Await.equal("current", "one\ntwo\n", main::current);
        multilog.signal("KILL");
        multilog.ended();

        assertThat(run(box, tools, "three\n", "./main")).isEqualTo(Result.silent());
        assertThat(main.current()).isEqualTo("three\n");
        assertThat(main.finished()).hasSize(1).allMatch(name -> name.endsWith(".u"));
        assertThat(main.modes().get(main.finished().get(0))).isEqualTo("rw-r--r--");
        assertThat(main.everything()).isEqualTo("one\ntwo\nthree\n");
    }

    /** The files that an outage can leave, and their state after recovery. */
    private record Outage(String previous, String processed, boolean processedIsWhole, List<String> expected) {}

    @EachToolset
    void recoversAnInterruptedRotation(Toolset tools, Sandbox box) throws IOException {
        Map<String, Outage> outages = Map.of(
                "a", new Outage(null, null, false, List.of("current.u")),
                "b", new Outage("previous", null, false, List.of("previous.u", "current.u")),
                "c", new Outage("previous", "processed", true, List.of("processed.s", "current.u")),
                "d", new Outage("previous", "processed", false, List.of("previous.u", "current.u")),
                "e", new Outage(null, "processed", true, List.of("processed.s", "current.u")));
        outages.forEach((name, outage) -> make(box, name, outage));

        List<String> script = outages.keySet().stream().map(name -> "./" + name).toList();
        assertThat(run(box, tools, "", script.toArray(String[]::new))).isEqualTo(Result.silent());
        for (Map.Entry<String, Outage> outage : outages.entrySet()) {
            LogDirectoryView log = new LogDirectoryView(box, outage.getKey());
            Stream<String> finished =
                    log.finished().stream().map(file -> log.content(file) + file.substring(file.lastIndexOf('.')));
            assertThat(finished)
                    .as(outage.toString())
                    .containsExactlyElementsOf(outage.getValue().expected());
            assertThat(log.modes()).doesNotContainKeys("previous", "processed", "newstate");
            assertThat(log.current() + log.content("state")).isEmpty();
        }
    }

    private static void make(Sandbox box, String name, Outage outage) {
        box.directory(name);
        box.file(name + "/current", "current");
        box.file(name + "/state", "old");
        box.file(name + "/newstate", "new");
        if (outage.previous() != null) {
            box.file(name + "/previous", outage.previous());
        }
        if (outage.processed() != null) {
            box.file(name + "/processed", outage.processed());
            box.shell("chmod \"$1\" \"$2\"", outage.processedIsWhole() ? "744" : "644", name + "/processed")
                    .run();
        }
    }

    @EachToolset
    void limitsOldFilesAfterAnOutage(Toolset tools, Sandbox box) throws IOException {
        box.directory("main");
        for (int i = 1; i < 6; i++) {
            box.file("main/@40000000000000000000000" + i + ".s", i + "\n");
        }
        box.file("main/current", "6\n");
        assertThat(run(box, tools, "7\n", "n3", "./main")).isEqualTo(Result.silent());
        LogDirectoryView main = new LogDirectoryView(box, "main");
        assertThat(main.everything()).isEqualTo("5\n6\n7\n");
        assertThat(main.finished()).hasSize(2);
    }

    @EachToolset
    void isLockedWhileInUse(Toolset tools, Sandbox box) {
        Running multilog = box.command(tools, "multilog", "./main").reading().start();
        multilog.write("one\n");
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Await.equal("current", "one\n", main::current);

        assertThat(run(box, tools, "two\n", "./main"))
                .isEqualTo(Result.fails(111, "multilog: fatal: unable to lock directory ./main: temporary failure\n"));
        assertThat(main.current()).isEqualTo("one\n");
    }

    @EachToolset
    void doesNotCreateParents(Toolset tools, Sandbox box) {
        assertThat(run(box, tools, "", "./no/main"))
                .isEqualTo(Result.fails(
                        111, "multilog: fatal: unable to open directory ./no/main: file does not exist\n"));
    }

    @EachToolset
    void mustBeOneWithUsableFiles(Toolset tools, Sandbox box) {
        box.file("file", "");
        box.directory("lock/lock");
        box.directory("current/current");
        box.directory("state/state");
        Map.of(
                        "file", "unable to open directory ./file: not a directory",
                        "lock", "unable to lock directory ./lock: is a directory",
                        "current", "unable to append to ./current/current: is a directory",
                        "state", "unable to write to ./state/state: is a directory")
                .forEach((name, reason) -> assertThat(run(box, tools, "", "./" + name))
                        .isEqualTo(Result.fails(111, "multilog: fatal: " + reason + "\n")));
    }

    @EachToolset
    void readsNoInputBeforeAllDirectoriesAreOpen(Toolset tools, Sandbox box) throws IOException {
        NamedPipe input = NamedPipe.in(box, "input");
        input.write("line\n");
        Result result = box.shell("exec \"$1\" ./main ./no/main =no/status < input", tools.command("multilog"))
                .run();
        assertThat(result)
                .isEqualTo(Result.fails(111, "multilog: fatal: unable to create no/status: file does not exist\n"));
        assertThat(input.read()).isEqualTo("line\n");
        assertThat(box.path("main")).doesNotExist();
    }
}
