package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.Want;
import io.daemontools.supervise.State.Start;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A state is written as {@code up} or {@code down} and what it wants ({@code u}, {@code d}, {@code o}), then
 * {@code paused}, {@code exiting}, {@code start} (for a start to come) or {@code commanded} (for one that was asked for).
 */
class StepTest {
    private static State state(String words) {
        List<String> all = List.of(words.split(" ", -1));
        Want want = switch (all.get(1)) {
            case "u" -> Want.UP;
            case "d" -> Want.DOWN;
            default -> Want.ONCE;
        };
        Start start =
                all.contains("commanded") ? Start.COMMANDED : all.contains("start") ? Start.AUTOMATIC : Start.NONE;
        return new State(all.get(0).equals("up"), want, all.contains("paused"), all.contains("exiting"), start);
    }

    private static List<Action> actions(String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(" ", -1)).map(Action::valueOf).collect(Collectors.toList());
    }

    private static void assertStep(String before, Event event, String after, String actions) {
        assertThat(Step.of(state(before), event)).isEqualTo(new Step(state(after), actions(actions)));
    }

    @ParameterizedTest
    @CsvSource({
        "up u, up d, SEND_TERM SEND_CONT WRITE_STATUS",
        "up d, up d, SEND_TERM SEND_CONT WRITE_STATUS",
        "up o, up d, SEND_TERM SEND_CONT WRITE_STATUS",
        "up u paused, up d, SEND_TERM SEND_CONT WRITE_STATUS",
        "up u exiting, up d exiting, SEND_TERM SEND_CONT WRITE_STATUS",
        "down d, down d, WRITE_STATUS",
        "down o, down d, WRITE_STATUS",
        "down u start, down d, WRITE_STATUS",
        "down u commanded, down d, WRITE_STATUS",
        "down u commanded exiting, down d exiting, WRITE_STATUS EXIT"
    })
    void down(String before, String after, String actions) {
        assertStep(before, Event.DOWN, after, actions);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, up u, WRITE_STATUS",
        "up d, up u, WRITE_STATUS",
        "up o paused, up u paused, WRITE_STATUS",
        "up d exiting, up u exiting, WRITE_STATUS",
        "down d, down u commanded, START WRITE_STATUS",
        "down o, down u commanded, START WRITE_STATUS",
        "down u start, down u commanded, START WRITE_STATUS",
        "down o commanded, down u commanded, START WRITE_STATUS"
    })
    void up(String before, String after, String actions) {
        assertStep(before, Event.UP, after, actions);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, up o, WRITE_STATUS",
        "up d paused, up o paused, WRITE_STATUS",
        "down d, down o commanded, START WRITE_STATUS",
        "down u start, down o commanded, START WRITE_STATUS"
    })
    void once(String before, String after, String actions) {
        assertStep(before, Event.ONCE, after, actions);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, up u exiting, WRITE_STATUS",
        "up d paused, up d paused exiting, WRITE_STATUS",
        "down d, down d exiting, WRITE_STATUS EXIT",
        "down u start, down u exiting, WRITE_STATUS EXIT",
        "down o commanded, down o commanded exiting, WRITE_STATUS"
    })
    void exit(String before, String after, String actions) {
        assertStep(before, Event.EXIT, after, actions);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, PAUSE, up u paused, SEND_STOP WRITE_STATUS",
        "up u paused, PAUSE, up u paused, SEND_STOP WRITE_STATUS",
        "up d paused, CONTINUE, up d, SEND_CONT WRITE_STATUS",
        "up d, CONTINUE, up d, SEND_CONT WRITE_STATUS",
        "down d, PAUSE, down d, WRITE_STATUS",
        "down u start, PAUSE, down u start, WRITE_STATUS",
        "down d, CONTINUE, down d, WRITE_STATUS"
    })
    void pauseAndContinue(String before, Event event, String after, String actions) {
        assertStep(before, event, after, actions);
    }

    @ParameterizedTest
    @CsvSource({"HANGUP, SEND_HUP", "ALARM, SEND_ALRM", "INTERRUPT, SEND_INT", "TERMINATE, SEND_TERM", "KILL, SEND_KILL"
    })
    void signals(Event event, String action) {
        assertStep("up u paused", event, "up u paused", action);
        assertStep("up d exiting", event, "up d exiting", action);
        assertStep("down d", event, "down d", null);
        assertStep("down u commanded exiting", event, "down u commanded exiting", null);
    }

    @ParameterizedTest
    @CsvSource({
        "down u start, up u, STAMP WRITE_STATUS",
        "down o commanded, up o, STAMP WRITE_STATUS",
        "down u commanded exiting, up u exiting, STAMP WRITE_STATUS"
    })
    void started(String before, String after, String actions) {
        assertStep(before, Event.STARTED, after, actions);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, down u start, STAMP WRITE_STATUS START",
        "up u paused, down u start, STAMP WRITE_STATUS START",
        "up d, down d, STAMP WRITE_STATUS",
        "up o, down o, STAMP WRITE_STATUS",
        "up u exiting, down u exiting, STAMP WRITE_STATUS EXIT",
        "up d exiting, down d exiting, STAMP WRITE_STATUS EXIT"
    })
    void died(String before, String after, String actions) {
        assertStep(before, Event.DIED, after, actions);
    }

    @ParameterizedTest
    @CsvSource({
        "down u start, down u start, START_LATER",
        "down u commanded, down u start, START_LATER",
        "down o commanded, down o start, START_LATER",
        "down o commanded exiting, down o exiting, EXIT"
    })
    void forkFailed(String before, String after, String actions) {
        assertStep(before, Event.FORK_FAILED, after, actions);
    }

    @ParameterizedTest
    @CsvSource({"false, down u start", "true, down d"})
    void initialState(boolean normallyDown, String expected) {
        assertThat(State.initial(normallyDown)).isEqualTo(state(expected));
    }

    @Test
    void statesAreNumberedWithoutGaps() {
        List<Integer> numbers = allStates().map(State::index).sorted().collect(Collectors.toList());
        assertThat(numbers)
                .hasSize(State.COUNT)
                .doesNotHaveDuplicates()
                .startsWith(0)
                .endsWith(State.COUNT - 1);
    }

    @Test
    void stepsAreWorkedOutOnce() {
        Steps steps = new Steps();
        allStates().forEach(state -> {
            for (Event event : Event.values()) {
                Step step = steps.find(state, event);
                assertThat(step).isEqualTo(Step.of(state, event));
                assertThat(steps.find(state, event)).isSameAs(step);
            }
        });
    }

    private static Stream<State> allStates() {
        List<Boolean> both = List.of(false, true);
        return both.stream()
                .flatMap(up -> Arrays.stream(Want.values())
                        .flatMap(want -> both.stream()
                                .flatMap(paused -> both.stream()
                                        .flatMap(exiting -> Arrays.stream(Start.values())
                                                .map(start -> new State(up, want, paused, exiting, start))))));
    }
}
