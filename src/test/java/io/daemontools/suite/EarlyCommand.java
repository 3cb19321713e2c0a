package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A service that was sent commands in the first second of its first process. The service notes its starts and signals. On a busy
 * machine the second may be over too early, or the next process late with its handlers: then another service is tried.
 */
final class EarlyCommand {
    private static final Duration FIRST_SECOND = Duration.ofMillis(900);

    /** Ignored by supervise: once this is read, the commands before it have been carried out. */
    private static final String NO_COMMAND = "?";

    private final String commands;
    private final ServiceDirectory service;
    private final Running supervise;
    private final NamedPipe leave;
    private final RandomAccessFile control;
    private int left;

    private EarlyCommand(Toolset tools, Sandbox box, String commands, String name, String... firstLines)
            throws IOException {
        this.commands = commands;
        service = box.service(name)
                .run(
                        "echo start >> notes",
                        String.join("\n", firstLines),
                        "trap 'echo hup >> notes' HUP",
                        "trap 'echo alrm >> notes' ALRM",
                        "trap 'echo int >> notes' INT",
                        "trap 'echo term >> notes; read -r line < leave; exit' TERM",
                        "exec 3<>nothing",
                        "echo ready >> notes",
                        // a shell runs its traps when a builtin that waits is interrupted
                        "while :; do read -r line <&3; done");
        NamedPipe.in(box, name + "/nothing");
        leave = NamedPipe.in(box, name + "/leave");
        supervise = box.start(tools, "supervise", name);
        service.up();
        control = box.closeLater(
                new RandomAccessFile(service.path("supervise/control").toFile(), "rw"));
    }

    /** Commands for a process that lives. */
    static EarlyCommand toLiving(Toolset tools, Sandbox box, String commands) {
        return Await.value("commands in time", () -> {
            EarlyCommand early = new EarlyCommand(tools, box, commands, newName(box));
            early.await("start ready");
            return early.send() ? early : early.abandoned();
        });
    }

    /** Commands for a process that is dead and that supervise still shows as up. The next one lives. */
    static EarlyCommand toDead(Toolset tools, Sandbox box, String commands) {
        return Await.value("commands in time", () -> {
            EarlyCommand early =
                    new EarlyCommand(tools, box, commands, newName(box), "[ -e dead ] || { : > dead; exit 1; }");
            long pid = early.service.status().pid();
            Await.until("death", () -> !ProcessInfo.runs(pid));
            return early.send() ? early : early.abandoned();
        });
    }

    /** As {@link #toDead}, and the next process is up with its handlers in time. */
    static EarlyCommand toDeadWithAnother(Toolset tools, Sandbox box, String commands) {
        return Await.value("handlers in time", () -> {
            EarlyCommand early = toDead(tools, box, commands);
            early.await("start start ready");
            return early.inFirstSecond() ? early : early.abandoned();
        });
    }

    private static String newName(Sandbox box) {
        int number = 1;
        while (box.path("foo" + number).toFile().exists()) {
            number++;
        }
        return "foo" + number;
    }

    /** Waits for notes, then for the status: {@code up} or {@code down}, {@code paused}, and what is wanted. */
    void becomes(String expected) {
        await(expected);
        assertEnd(expected, expected.contains(" up "));
    }

    /** Waits for the notes and the last status of a supervise that ends. */
    void ends(String expected) {
        await(expected);
        assertThat(supervise.ended()).as(commands).isZero();
        assertThat(seen()).as(commands).isEqualTo(expected);
    }

    /** Nothing more happens before commands that are sent now. */
    private void assertEnd(String expected, boolean up) {
        write("dx");
        letLeave(1);
        assertThat(supervise.ended()).as(commands).isZero();
        String notes = expected.substring(0, expected.indexOf(" | "));
        assertThat(seen()).as(commands).isEqualTo(notes + (up ? " term" : "") + " | down d");
    }

    private void await(String expected) {
        Await.until(commands + " leads to: " + expected, () -> {
            if (count("term") > left && (!supervise.runs() || new FileInputStream(control.getFD()).available() == 0)) {
                letLeave(1);
            }
            return seen().startsWith(expected);
        });
    }

    private void letLeave(int processes) {
        left += processes;
        try {
            leave.write("\n".repeat(processes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private long count(String note) {
        return notes().lines().filter(note::equals).count();
    }

    private String notes() {
        return service.content("notes");
    }

    private String seen() {
        Status status = service.status();
        return notes().replace('\n', ' ') + "| " + (status.up() ? "up " : "down ") + (status.paused() ? "paused " : "")
                + (status.want() == 0 ? "once" : status.want());
    }

    private boolean send() {
        boolean early = inFirstSecond();
        write(commands + NO_COMMAND);
        return early && inFirstSecond();
    }

    private void write(String bytes) {
        try {
            control.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean inFirstSecond() {
        return Duration.between(service.status().since(), Instant.now()).compareTo(FIRST_SECOND) < 0;
    }

    private EarlyCommand abandoned() {
        supervise.endTree();
        return null;
    }
}
