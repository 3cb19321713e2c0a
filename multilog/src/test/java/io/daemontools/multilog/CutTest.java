package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import org.junit.jupiter.api.Test;

class CutTest {
    private static final int SIZE = 5000;

    /** Where the margin begins. */
    private static final int MARGIN = SIZE - Cut.MARGIN;

    private static int length(String text, long filled) {
        byte[] bytes = Bytes.of("\n" + text + "\n");
        return Cut.length(bytes, 1, bytes.length - 1, SIZE, filled);
    }

    @Test
    void doesNotCutBeforeTheMargin() {
        assertThat(length("ab\ncd", MARGIN - 6)).isEqualTo(5);
    }

    @Test
    void cutsAfterTheLastNewlineOnceTheMarginIsReached() {
        assertThat(length("ab\ncd", MARGIN - 5)).isEqualTo(3);
        assertThat(length("a\nb\nc", MARGIN)).isEqualTo(4);
        assertThat(length("ab\n", MARGIN)).isEqualTo(3);
    }

    @Test
    void doesNotCutWhereThereIsNoNewline() {
        assertThat(length("abcd", SIZE - 4)).isEqualTo(4);
    }

    @Test
    void splitsALineThatWouldMakeTheFileTooBig() {
        assertThat(length("abcd", SIZE - 3)).isEqualTo(3);
        assertThat(length("a\ncd", SIZE - 3)).isEqualTo(2);
        assertThat(length("abcd\n", SIZE - 3)).isEqualTo(3);
    }

    @Test
    void aFileEndsWithAWriteThatEndsWithANewlineInTheMargin() {
        assertThat(Cut.after((byte) '\n', SIZE, MARGIN)).isTrue();
        assertThat(Cut.after((byte) '\n', SIZE, MARGIN - 1)).isFalse();
        assertThat(Cut.after((byte) 'x', SIZE, SIZE)).isFalse();
    }
}
