package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** In the first second after a start signals wait, and a process that has died counts as up. */
class FirstSecondIT {
    private static final int ROUNDS = 5;

    /** A daemon that installs its handlers only when the test allows it, and notes its starts and signals. */
    private record LateDaemon(ServiceDirectory service, NamedPipe allowed) {
        static LateDaemon in(Sandbox box) throws IOException {
            ServiceDirectory service = box.service("foo")
                    .down()
                    .run(
                            "echo start >> notes",
                            "read -r line < allowed",
                            "trap 'echo reload >> notes' HUP",
                            "trap 'echo term >> notes; exit' TERM",
                            "exec 3<>nothing",
                            "echo ready >> notes",
                            // a shell runs its traps when a builtin that waits is interrupted
                            "while :; do read -r line <&3; done");
            NamedPipe.in(box, "foo/nothing");
            return new LateDaemon(service, NamedPipe.in(box, "foo/allowed"));
        }

        void installHandlers() throws IOException {
            allowed.write("\n");
        }

        void awaitNotes(String expected) {
            Await.equal("notes", expected, () -> service.content("notes").replace('\n', ' '));
        }
    }

    private static void supervise(Toolset tools, Sandbox box) {
        box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());
    }

    @EachToolset
    void signalWaitsForTheFirstSecond(Toolset tools, Sandbox box) throws IOException {
        LateDaemon foo = LateDaemon.in(box);
        supervise(tools, box);
        StringBuilder notes = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(box.run(tools, "svc", "-uh", "foo")).isEqualTo(Result.silent());
            foo.installHandlers();
            foo.awaitNotes(notes.append("start ready reload ").toString());
            assertThat(box.run(tools, "svc", "-d", "foo")).isEqualTo(Result.silent());
            foo.awaitNotes(notes.append("term ").toString());
            foo.service().awaitDown();
        }
    }

    @EachToolset
    void secondTermWaitsForTheNextProcess(Toolset tools, Sandbox box) throws IOException {
        LateDaemon foo = LateDaemon.in(box);
        supervise(tools, box);
        foo.service().control("ut");
        String notes = "start ";
        for (int round = 0; round < ROUNDS; round++) {
            foo.installHandlers();
            notes += "ready term start ";
            foo.awaitNotes(notes);
            foo.service().control("t");
        }
    }

    @EachToolset
    void commandsBehindASignalKeepTheirOrder(Toolset tools, Sandbox box) throws IOException {
        LateDaemon foo = LateDaemon.in(box);
        supervise(tools, box);
        foo.service().control("uhd");
        foo.installHandlers();
        foo.awaitNotes("start ready reload term ");
        foo.service().awaitDown();
        assertThat(foo.service().status().want()).isEqualTo('d');
    }

    /** A look in the moment between the death and the next start may see it down. */
    @EachToolset
    void immediateExitIsShownAsUp(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("exit 1");
        box.start(tools, "supervise", "foo");
        long pid = 0;
        int looks = 0;
        int up = 0;
        for (int restart = 0; restart < 6; restart++) {
            pid = foo.upAgain(pid);
            long process = pid;
            Await.until("death", () -> !ProcessInfo.runs(process));
            for (int look = 0; look < 5; look++) {
                looks++;
                up += box.run(tools, "svstat", "foo").out().matches("foo: up \\(pid [0-9]+\\) [0-9]+ seconds\n")
                        ? 1
                        : 0;
            }
        }
        assertThat(up).as("up at %d looks", looks).isGreaterThan(looks * 2 / 3);
    }

    @EachToolset
    void commandsAfterSignalsReachAServiceThatExitsAtOnce(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("exit 1");
        Running supervise = box.start(tools, "supervise", "foo");
        foo.up();
        foo.control("hptdx");
        assertThat(supervise.ended()).isZero();
        assertThat(foo.status().up()).isFalse();
    }

    @EachToolset
    void onceEndsWithTheProcess(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").down().run("echo start >> notes");
        supervise(tools, box);
        Status before = foo.status();
        foo.control("o");
        Status down = Await.value("down again", () -> {
            Status status = foo.status();
            return status.up() || status.since().equals(before.since()) ? null : status;
        });
        assertThat(down.want()).isEqualTo('\0');
        assertThat(foo.content("notes")).isEqualTo("start\n");
    }

    /** Sends each line's commands to a service of its own, and then waits for the outcomes. */
    private static void checkOutcomes(String table, Function<String, EarlyCommand> sender) {
        Map<EarlyCommand, String> sent = new LinkedHashMap<>();
        table.lines().map(line -> line.split(" +", 2)).forEach(row -> sent.put(sender.apply(row[0]), row[1]));
        sent.forEach(EarlyCommand::becomes);
    }

    @EachToolset
    void commandsReachAProcessThatLives(Toolset tools, Sandbox box) {
        String outcomes = """
                h   start ready hup | up u
                a   start ready alrm | up u
                i   start ready int | up u
                t   start ready term start ready | up u
                p   start ready | up paused u
                pc  start ready | up u
                pt  start ready | up paused u
                u   start ready | up u
                o   start ready | up once
                uo  start ready | up once
                to  start ready term | down once
                ot  start ready term | down once
                """;
        checkOutcomes(outcomes, commands -> EarlyCommand.toLiving(tools, box, commands));
        EarlyCommand.toLiving(tools, box, "tx").ends("start ready term | down u");
    }

    /** A command for a process that is dead but not reaped is for the next one. */
    @EachToolset
    void commandsForADeadProcessReachTheNext(Toolset tools, Sandbox box) {
        String outcomes = """
                h   start start ready hup | up u
                a   start start ready alrm | up u
                i   start start ready int | up u
                t   start start ready term start ready | up u
                p   start start ready | up paused u
                pc  start start ready | up u
                pt  start start ready | up paused u
                u   start start ready | up u
                to  start start ready term | down once
                """;
        if (!tools.isJvm()) {
            // HotSpot's thread for signals may note CHLD after the command
            outcomes += """
                    o   start start ready | up once
                    uo  start start ready | up once
                    ot  start start ready term | down once
                    """;
        }
        checkOutcomes(outcomes, commands -> EarlyCommand.toDeadWithAnother(tools, box, commands));
        EarlyCommand.toDeadWithAnother(tools, box, "tx").ends("start start ready term | down u");
    }

    /** In 0.76 these, too, are for the next process. */
    @BeyondOriginal
    void promptCommandsDoNotWaitForTheNextProcess(Toolset tools, Sandbox box) {
        EarlyCommand.toDead(tools, box, "d").becomes("start | down d");
        EarlyCommand.toDead(tools, box, "x").ends("start | down u");
        EarlyCommand.toDead(tools, box, "dx").ends("start | down d");
        EarlyCommand.toDead(tools, box, "k").becomes("start start ready | up u");
        EarlyCommand.toDead(tools, box, "du").becomes("start start ready | up u");
    }

    @EachToolset
    void startsAreASecondApart(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").down().run("exit 1");
        supervise(tools, box);
        Instant before = Instant.now();
        foo.control("u");
        long pid = foo.up();
        for (int restart = 0; restart < 3; restart++) {
            pid = foo.upAgain(pid);
        }
        // the two clocks may differ by a little
        assertThat(Duration.between(before, foo.status().since())).isGreaterThan(Duration.ofMillis(2990));
    }
}
