package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short histories in the seconds after starts: commands that wait there have the effects and times of {@link SleepingOriginal}. */
class FirstSecondHistoriesTest {
    private static final String TIME_AND_DEATH = "" + TimedModel.DEATH + TimedModel.HALF_A_SECOND;

    /** Each further event makes five times as many histories. */
    private static final int LONGEST = Integer.getInteger("daemontools.histories", 4) + 3;

    /** A command that acts at once in this version waits for its turn in 0.76, so histories with several are not compared. */
    private static boolean oneAtMost(String history, char command) {
        return history.indexOf(command) == history.lastIndexOf(command);
    }

    private static SuperviseRun live(String history, boolean over) {
        SuperviseRun run = new SuperviseRun();
        long time = 0;
        for (int i = 0; i < history.length(); i++) {
            char event = history.charAt(i);
            time += TimedModel.duration(event);
            switch (event) {
                case TimedModel.HALF_A_SECOND -> {}
                case TimedModel.DEATH -> run.end(time);
                default -> run.command(time, "" + event);
            }
        }
        if (over) {
            assertThat(run.toExit()).as(history).isZero();
        } else {
            run.until(time + 1);
        }
        return run;
    }

    /** Replays each history of full length with this beginning. Returns their number. */
    private static int replayAll(
            String history,
            String happenings,
            BiPredicate<String, SleepingOriginal> comparable,
            BiConsumer<String, SleepingOriginal> comparison) {
        SleepingOriginal original = new SleepingOriginal(false);
        for (int i = 0; i < history.length(); i++) {
            char event = history.charAt(i);
            boolean possible = event != TimedModel.DEATH || original.lives();
            if (!possible || !comparable.test(history.substring(0, i + 1), original)) {
                return 0;
            }
            original.happens(event);
        }
        if (history.length() == LONGEST || original.over()) {
            comparison.accept(history, original);
            return 1;
        }
        return happenings
                .chars()
                .map(next -> replayAll(history + (char) next, happenings, comparable, comparison))
                .sum();
    }

    private static void assertSame(String history, SleepingOriginal original) {
        SuperviseRun run = live(history, original.over());
        assertThat(run.story()).as(history).isEqualTo(original.effects());
        assertThat(run.storyTimes()).as(history).isEqualTo(original.times());
    }

    /** Only the order of the status after the command differs: compares the starts, and the service at the end. */
    private static void assertSameStarts(String history, SleepingOriginal original) {
        String settled = history + "++++";
        for (int i = history.length(); i < settled.length(); i++) {
            original.happens(settled.charAt(i));
        }
        SuperviseRun run = live(settled, false);
        List<Long> starts = IntStream.range(0, original.effects().size())
                .filter(i -> original.effects().get(i).equals(SuperviseRun.TRY))
                .mapToObj(original.times()::get)
                .toList();
        assertThat(run.starts()).as(history).isEqualTo(starts);
        assertThat(run.statuses().get(run.statuses().size() - 1))
                .as(history)
                .isEqualTo(original.effects().get(original.effects().size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ht", "pc", "tp", "ia"})
    void signalsAreAsInTheOriginal(String commands) {
        int histories = replayAll(
                "", commands + TIME_AND_DEATH, (history, original) -> true, FirstSecondHistoriesTest::assertSame);
        assertThat(histories).isGreaterThan(3000);
    }

    /** A once that arrives while the process runs is for that process. If that ends in its first second, no other is started. */
    @Test
    void onceMeansAsManyStartsAsInTheOriginal() {
        boolean[] early = {false};
        int histories = replayAll(
                "",
                'o' + TIME_AND_DEATH,
                (history, original) -> {
                    char event = history.charAt(history.length() - 1);
                    early[0] = history.length() > 1 && early[0] && original.sleeps();
                    early[0] |= event == 'o' && original.sleeps() && original.lives();
                    return oneAtMost(history, 'o') && !(event == TimedModel.DEATH && early[0]);
                },
                FirstSecondHistoriesTest::assertSameStarts);
        assertThat(histories).isGreaterThan(100);
    }
}
