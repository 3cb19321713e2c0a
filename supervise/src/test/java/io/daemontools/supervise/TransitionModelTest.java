package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.supervise.FlagModel.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares {@link Transition} with {@link FlagModel} in all states that a service can reach, on all events. */
class TransitionModelTest {
    private record Pair(State state, FlagModel model) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void transitionsMatchTheFlags(boolean normallyDown) {
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
        State.Outcome actual = pair.state().on(event);
        Outcome expected = pair.model().on(event);
        assertThat(actual.effects()).as(story).isEqualTo(expected.effects());
        assertSameState(actual.next(), expected.model(), story);
        return new Pair(actual.next(), expected.model());
    }

    private static void assertSameState(State state, FlagModel model, String story) {
        assertThat(state.phase()).as(story).isEqualTo(model.phase());
        assertThat(state.exiting()).as(story).isEqualTo(model.exit());
        assertThat("" + (char) (state.paused() ? 1 : 0) + state.want().code())
                .as(story)
                .isEqualTo(model.announced());
    }
}
