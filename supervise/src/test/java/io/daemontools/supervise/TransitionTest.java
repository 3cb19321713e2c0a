package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.Want;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A state is written as a phase and what is wanted ({@code u}, {@code d}, {@code o}), then {@code paused} and {@code exiting}.
 * The rules for {@code up} apply to {@code starting} and {@code restarted}, too.
 */
class TransitionTest {
    private static State state(String words) {
        List<String> all = List.of(words.split(" ", -1));
        Want want = switch (all.get(1)) {
            case "u" -> Want.UP;
            case "d" -> Want.DOWN;
            default -> Want.ONCE;
        };
        Phase phase = Phase.valueOf(all.get(0).toUpperCase(Locale.ROOT));
        return new State(phase, want, all.contains("paused"), all.contains("exiting"));
    }

    private static void assertTransition(String before, Event event, String after, String effects) {
        List<String> expected = effects == null ? List.of() : List.of(effects.split(" ", -1));
        assertThat(state(before).on(event)).isEqualTo(new State.Outcome(state(after), expected));
        if (before.startsWith("up ")) {
            for (String phase : List.of("starting ", "restarted ")) {
                assertTransition(before.replace("up ", phase), event, after.replaceFirst("^up ", phase), effects);
            }
        }
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
        "restarting u, down d, WRITE_STATUS",
        "commanded u, down d, WRITE_STATUS",
        "commanded u exiting, down d exiting, WRITE_STATUS EXIT"
    })
    void down(String before, String after, String effects) {
        assertTransition(before, Event.DOWN, after, effects);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, up u, WRITE_STATUS",
        "up d, up u, WRITE_STATUS",
        "up o paused, up u paused, WRITE_STATUS",
        "up d exiting, up u exiting, WRITE_STATUS",
        "down d, commanded u, PLAN_START WRITE_STATUS",
        "down o, commanded u, PLAN_START WRITE_STATUS",
        "restarting u, commanded u, PLAN_START WRITE_STATUS",
        "commanded o, commanded u, PLAN_START WRITE_STATUS"
    })
    void up(String before, String after, String effects) {
        assertTransition(before, Event.UP, after, effects);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, up o, WRITE_STATUS",
        "up d paused, up o paused, WRITE_STATUS",
        "down d, commanded o, PLAN_START WRITE_STATUS",
        "restarting u, commanded o, PLAN_START WRITE_STATUS"
    })
    void once(String before, String after, String effects) {
        assertTransition(before, Event.ONCE, after, effects);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, up u exiting, WRITE_STATUS",
        "up d paused, up d paused exiting, WRITE_STATUS",
        "down d, down d exiting, WRITE_STATUS EXIT",
        "restarting u, down u exiting, WRITE_STATUS EXIT",
        "commanded o, commanded o exiting, WRITE_STATUS"
    })
    void exit(String before, String after, String effects) {
        assertTransition(before, Event.EXIT, after, effects);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, PAUSE, up u paused, SEND_STOP WRITE_STATUS",
        "up u paused, PAUSE, up u paused, SEND_STOP WRITE_STATUS",
        "up d paused, CONTINUE, up d, SEND_CONT WRITE_STATUS",
        "up d, CONTINUE, up d, SEND_CONT WRITE_STATUS",
        "down d, PAUSE, down d, WRITE_STATUS",
        "restarting u, PAUSE, restarting u, WRITE_STATUS",
        "down d, CONTINUE, down d, WRITE_STATUS"
    })
    void pauseAndContinue(String before, Event event, String after, String effects) {
        assertTransition(before, event, after, effects);
    }

    @ParameterizedTest
    @CsvSource({
        "HANGUP, SEND_HUP",
        "ALARM, SEND_ALRM",
        "INTERRUPT, SEND_INT",
        "QUIT, SEND_QUIT",
        "USR1, SEND_USR1",
        "USR2, SEND_USR2",
        "TERMINATE, SEND_TERM",
        "KILL, SEND_KILL"
    })
    void signals(Event event, String effect) {
        assertTransition("up u paused", event, "up u paused", effect);
        assertTransition("up d exiting", event, "up d exiting", effect);
        assertTransition("down d", event, "down d", null);
        assertTransition("commanded u exiting", event, "commanded u exiting", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up u", "up o paused", "up d exiting", "down d", "restarting u", "commanded o exiting"})
    void anotherProgramChangesNothing(String state) {
        assertTransition(state, Event.EXEC, state, "EXEC");
    }

    @ParameterizedTest
    @CsvSource({
        "restarting u, restarted u, STAMP WRITE_STATUS",
        "restarting o, restarted o, STAMP WRITE_STATUS",
        "commanded u, starting u, STAMP WRITE_STATUS",
        "commanded o, starting o, STAMP WRITE_STATUS",
        "commanded u exiting, starting u exiting, STAMP WRITE_STATUS"
    })
    void started(String before, String after, String effects) {
        assertTransition(before, Event.STARTED, after, effects);
    }

    @ParameterizedTest
    @CsvSource({
        "up u, restarting u, STAMP WRITE_STATUS PLAN_START",
        "up u paused, restarting u, STAMP WRITE_STATUS PLAN_START",
        "up d, down d, STAMP WRITE_STATUS",
        "up o, down o, STAMP WRITE_STATUS",
        "up u exiting, down u exiting, STAMP WRITE_STATUS EXIT",
        "up d exiting, down d exiting, STAMP WRITE_STATUS EXIT"
    })
    void died(String before, String after, String effects) {
        assertTransition(before, Event.DIED, after, effects);
    }

    @ParameterizedTest
    @CsvSource({
        "restarting u, restarting u, PLAN_RETRY",
        "commanded u, restarting u, PLAN_RETRY",
        "commanded o, restarting o, PLAN_RETRY",
        "commanded o exiting, down o exiting, EXIT"
    })
    void forkFailed(String before, String after, String effects) {
        assertTransition(before, Event.FORK_FAILED, after, effects);
    }

    @ParameterizedTest
    @CsvSource({"false, commanded u", "true, down d"})
    void initialState(boolean normallyDown, String expected) {
        assertThat(State.initial(normallyDown)).isEqualTo(state(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"starting", "restarted"})
    void theFirstSecondEnds(String phase) {
        assertTransition(phase + " o paused exiting", Event.SECOND_OVER, "up o paused exiting", null);
    }

    @ParameterizedTest
    @EnumSource
    void signalsButKillWaitForTheFirstSecond(Event event) {
        boolean signal = event.compareTo(Event.PAUSE) >= 0 && event.compareTo(Event.TERMINATE) <= 0;
        for (Phase phase : List.of(Phase.STARTING, Phase.RESTARTED)) {
            assertThat(Transition.postpones(phase, false, event)).isEqualTo(signal);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onceWaitsWhereTheFirstProcessHasEnded(Phase phase) {
        assertThat(Transition.postpones(phase, true, Event.ONCE)).isEqualTo(phase == Phase.STARTING);
        assertThat(Transition.postpones(phase, false, Event.ONCE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void othersDoNotWaitForAnEnd(boolean childEnded) {
        for (Event event : List.of(Event.UP, Event.DOWN, Event.EXIT, Event.KILL, Event.EXEC)) {
            assertThat(Transition.postpones(Phase.STARTING, childEnded, event))
                    .as(event.name())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCommandComesBeforeTheEndAfterARestart(Phase phase) {
        assertThat(Transition.commandComesFirst(phase)).isEqualTo(phase == Phase.RESTARTED);
    }

    @ParameterizedTest
    @EnumSource
    void signalsWaitForACommandedStart(Event event) {
        boolean signal = event.compareTo(Event.PAUSE) >= 0 && event.compareTo(Event.KILL) <= 0;
        assertThat(Transition.postpones(Phase.COMMANDED, false, event)).isEqualTo(signal);
    }

    @ParameterizedTest
    @EnumSource
    void nothingWaitsInOtherPhases(Event event) {
        for (Phase phase : List.of(Phase.DOWN, Phase.RESTARTING, Phase.UP)) {
            assertThat(Transition.postpones(phase, true, event))
                    .as(phase.name())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "starting u, true",
        "starting o, true",
        "starting d, false",
        "starting u exiting, false",
        "restarted u, true",
        "restarted d, false",
        "restarted u exiting, false",
        "starting o exiting, false",
        "up u, false",
        "up o, false",
        "up d exiting, false"
    })
    void exitWaitsForTheFirstSecondUnlessDownIsWanted(String words, boolean postponed) {
        State state = state(words);
        assertThat(Transition.postponesDeath(state.phase(), state.want(), state.exiting()))
                .isEqualTo(postponed);
    }

    @ParameterizedTest
    @EnumSource
    void takesNoMemory(Event event) {
        for (Phase phase : Phase.values()) {
            assertThat(Transition.of(phase, Want.UP, false, event))
                    .isSameAs(Transition.of(phase, Want.UP, false, event));
        }
    }
}
