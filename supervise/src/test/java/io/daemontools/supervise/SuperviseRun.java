package io.daemontools.supervise;

import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.simulation.unit.Children.Child;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A supervise of /service/a, with what happens while it runs, by milliseconds since its beginning. */
final class SuperviseRun {
    static final String DIRECTORY = "/service/a";

    /** An attempt to start the service. */
    static final String TRY = "try";

    final TestMachine machine;
    private final List<String> effects = new ArrayList<>();
    private final List<Long> killTimes = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final List<Long> storyTimes = new ArrayList<>();

    SuperviseRun() {
        this(TestMachine.PID);
    }

    /** With another process id. */
    SuperviseRun(int pid) {
        machine = new TestMachine(pid);
        machine.tree().directory(DIRECTORY);
        machine.calls().whenMade("spawn ./run", () -> note(TRY));
        machine.calls().whenMade("rename", this::noteStatus);
        machine.calls().whenMade("kill", this::noteKill);
    }

    /** Runs to its end; its exit code. */
    int toExit() {
        return machine.run(new Supervise(), "supervise", DIRECTORY);
    }

    /** Runs until a moment at which it is still running. */
    void until(long milliseconds) {
        machine.runUntil(Duration.ofMillis(milliseconds), new Supervise(), "supervise", DIRECTORY);
    }

    /** Bytes are written to the control FIFO. */
    void command(long milliseconds, String bytes) {
        at(milliseconds, () -> control().put(bytes));
    }

    /** The child started last ends. */
    void end(long milliseconds) {
        at(
                milliseconds,
                () -> machine.children().end(runs().get(runs().size() - 1).pid(), 0));
    }

    void at(long milliseconds, Runnable happening) {
        machine.clock().at(Duration.ofMillis(milliseconds), happening);
    }

    /** When the service was started, in milliseconds. */
    List<Long> starts() {
        return runs().stream().map(Child::at).map(Duration::toMillis).toList();
    }

    /** The signals that were sent to the service, {@code NAME PID} each. */
    List<String> kills() {
        List<String> trials = machine.children().started().stream()
                .filter(child -> !runs().contains(child))
                .map(trial -> " " + trial.pid())
                .toList();
        return machine.calls().kills().stream()
                .filter(kill -> trials.stream().noneMatch(kill::endsWith))
                .toList();
    }

    /** When each signal was sent, in milliseconds. */
    List<Long> killTimes() {
        return killTimes;
    }

    /** The time, in milliseconds. */
    long passed() {
        return machine.clock().passed().toMillis();
    }

    /** Each status written: pid, {@code p} if paused, wish ({@code -} if none). */
    List<String> statuses() {
        return effects.stream().filter(effect -> !effect.equals(TRY)).toList();
    }

    /** Each status written, and {@link #TRY} for each attempt to start, in their order. */
    List<String> effects() {
        return effects;
    }

    /** Each attempt to start, status written and signal sent, in their order. A signal is its name alone. */
    List<String> story() {
        return story;
    }

    /** The time of each of {@link #story}, in milliseconds. */
    List<Long> storyTimes() {
        return storyTimes;
    }

    /** The status that readers see. */
    SuperviseStatus status() {
        return StatusCodec.decode(machine.tree().bytes("supervise/status"));
    }

    /** The service waits for a command before its first start. */
    void normallyDown() {
        machine.tree().file(DIRECTORY + "/down", "");
    }

    private void note(String effect) {
        effects.add(effect);
        addToStory(effect);
    }

    private void noteKill() {
        killTimes.add(passed());
        List<String> kills = machine.calls().of("kill");
        addToStory(kills.get(kills.size() - 1).split(" ", -1)[1]);
    }

    private void addToStory(String effect) {
        story.add(effect);
        storyTimes.add(passed());
    }

    /** The processes of the service, without trials of another supervise. */
    private List<Child> runs() {
        return machine.children().started().stream()
                .filter(child -> child.commandLine().equals("./run"))
                .toList();
    }

    /** The process id that a process of the service has where there are no trials. */
    private long processId(long pid) {
        List<Child> runs = runs();
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).pid() == pid) {
                return TestMachine.PID + i + 1L;
            }
        }
        return pid;
    }

    private FifoPeer control() {
        return machine.tree().fifoAt(DIRECTORY + "/supervise/control");
    }

    private void noteStatus() {
        SuperviseStatus status = StatusCodec.decode(machine.tree().bytes("supervise/status.new"));
        note(processId(status.pid()) + (status.paused() ? "p" : "") + (status.want() == 0 ? '-' : status.want()));
    }
}
