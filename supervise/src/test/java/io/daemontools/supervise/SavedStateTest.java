package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedStateTest {
    private static final String ZEROS = ":0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0";

    private static SavedState of(Phase phase) {
        SavedState state = new SavedState();
        state.set(SavedState.PHASE, phase.ordinal());
        state.set(SavedState.PID, phase.occupied() ? 7 : 0);
        return state;
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(Phase phase) {
        SavedState state = of(phase);
        state.set(SavedState.LOCK, -1);
        state.set(SavedState.PAUSED, true);
        state.set(SavedState.SINCE, Long.MAX_VALUE);
        state.set(SavedState.LAST_ATTEMPT, Long.MIN_VALUE + 1);
        state.set(SavedState.SYSTEM, Long.MIN_VALUE);
        SavedState read = SavedState.of(state.text());
        assertThat(read).isNotNull();
        assertThat(read.text()).isEqualTo(state.text());
        assertThat(read.get(SavedState.LOCK)).isEqualTo(-1);
        assertThat(read.is(SavedState.PAUSED)).isTrue();
        assertThat(read.get(SavedState.SINCE)).isEqualTo(Long.MAX_VALUE);
        assertThat(read.get(SavedState.LAST_ATTEMPT)).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(read.get(SavedState.SYSTEM)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void noPartOfItIsOne() {
        String text = of(Phase.UP).text();
        for (int i = 0; i < text.length(); i++) {
            assertThat(SavedState.of(text.substring(0, i)))
                    .as(text.substring(0, i))
                    .isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "exec1", "foo", "exec2" + ZEROS, "exec1" + ZEROS + ":0", "exec1" + ZEROS + ":"})
    void otherTextIsNone(String text) {
        assertThat(SavedState.of("exec1" + ZEROS)).isNotNull();
        assertThat(SavedState.of(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":-", ":a", ":0x", ":1 ", ":1-", ":--1", ":+1"})
    void otherNumbersAreNone(String number) {
        assertThat(SavedState.of("exec1" + number + ZEROS.substring(2))).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 6, 1L << 32})
    void anUnknownPhaseIsNone(long phase) {
        SavedState state = of(Phase.DOWN);
        state.set(SavedState.PHASE, phase);
        assertThat(SavedState.of(state.text())).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aProcessIsThereExactlyInThePhasesThatHaveOne(Phase phase) {
        SavedState state = of(phase);
        state.set(SavedState.PID, phase.occupied() ? 0 : 7);
        assertThat(SavedState.of(state.text())).isNull();
    }
}
