package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.supervise.FlagModel.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goes with {@link Step} and {@link FlagModel} through all that can ever happen to a service, side by side. */
class StepModelTest {
    private record Pair(State state, FlagModel model) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stepsAreWhatTheFlagsLeadTo(boolean normallyDown) {
        Map<Pair, String> stories = new HashMap<>();
        Deque<Pair> unexplored = new ArrayDeque<>();
        Pair first = new Pair(State.initial(normallyDown), FlagModel.initial(normallyDown));
        stories.put(first, "");
        unexplored.add(first);
        while (!unexplored.isEmpty()) {
            Pair pair = unexplored.remove();
            for (Event event : Event.values()) {
                if (pair.model().allows(event)) {
                    String story = stories.get(pair) + ' ' + event;
                    Pair next = follow(pair, event, story);
                    if (!next.model().ended() && stories.putIfAbsent(next, story) == null) {
                        unexplored.add(next);
                    }
                }
            }
        }
        assertThat(stories).hasSizeBetween(20, 1000);
    }

    private static Pair follow(Pair pair, Event event, String story) {
        Step step = Step.of(pair.state(), event);
        Outcome outcome = pair.model().on(event);
        List<String> actions = step.actions().stream().map(Action::name).toList();
        assertThat(actions).as(story).isEqualTo(outcome.effects());
        assertSameState(step.next(), outcome.model(), story);
        return new Pair(step.next(), outcome.model());
    }

    private static void assertSameState(State state, FlagModel model, String story) {
        assertThat(state.up()).as(story).isEqualTo(model.pid());
        assertThat(state.exiting()).as(story).isEqualTo(model.exit());
        assertThat(state.start() != State.Start.NONE).as(story).isEqualTo(model.pending() != FlagModel.Pending.NO);
        assertThat("" + (char) (state.paused() ? 1 : 0) + state.want().code())
                .as(story)
                .isEqualTo(model.announced());
    }
}
