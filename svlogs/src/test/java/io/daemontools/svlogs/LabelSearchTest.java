package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Clocks;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelSearchTest extends SvlogsFixture {
    private final LabelSearch search = new LabelSearch(posix);

    private long find(int descriptor, int second) {
        return search.find(descriptor, NOW - 1000 * Clocks.SECOND + second * Clocks.SECOND);
    }

    private int file(String content) {
        machine.tree().file("/log", content);
        return posix.openRead("/log");
    }

    /** The labels do not have to be in order, and lines cross the ends of blocks. */
    @Test
    void findsEachLabel() {
        StringBuilder content = new StringBuilder();
        int[] offsets = new int[700];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = content.length();
            content.append(line(i * 101 % offsets.length, "x".repeat(i % 97))).append(i % 5 == 0 ? "none\n" : "");
        }
        int descriptor = file(content.toString());
        IntStream.range(0, offsets.length)
                .forEach(i ->
                        assertThat(find(descriptor, i * 101 % offsets.length)).isEqualTo(offsets[i]));
        assertThat(find(descriptor, offsets.length)).isEqualTo(LabelSearch.NONE);
    }

    @Test
    void findsLabelsAtTheBeginningOfLinesOnly() {
        int descriptor = file("x" + line(1, "") + "y".repeat(100_000) + line(2, "") + label(4) + "0\n" + label(3));
        assertThat(find(descriptor, 1)).isEqualTo(LabelSearch.NONE);
        assertThat(find(descriptor, 2)).isEqualTo(LabelSearch.NONE);
        assertThat(find(descriptor, 4)).isEqualTo(LabelSearch.NONE);
        assertThat(find(descriptor, 3)).isPositive();
        assertThat(find(file(""), 3)).isEqualTo(LabelSearch.NONE);
        assertThat(find(file(line(3, "")), 3)).isZero();
    }
}
