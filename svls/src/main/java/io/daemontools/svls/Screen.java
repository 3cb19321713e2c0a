package io.daemontools.svls;

import io.daemontools.posix.Bytes;

/** What makes a terminal show lines in place of those before. A screen that is the same as before needs nothing. */
final class Screen {
    private static final byte[] HOME = Bytes.of("\033[H");
    private static final byte[] TO_END_OF_LINE = Bytes.of("\033[K");
    private static final byte[] TO_END_OF_SCREEN = Bytes.of("\033[J");

    private Text shown = new Text();
    private Text next = new Text();

    /**
     * Shows lines.
     *
     * @param height the number of lines of the terminal; 0 if it is not known
     */
    void show(Text lines, int height, Text output) {
        next.truncate(0);
        int start = 0;
        int rows = 0;
        int total = count(lines);
        boolean cut = height > 1 && total >= height;
        int room = cut ? height - 2 : total;
        while (rows < room) {
            int end = start;
            while (lines.at(end) != '\n') {
                end++;
            }
            next.put(lines, start, end).put(TO_END_OF_LINE).put('\n');
            start = end + 1;
            rows++;
        }
        if (cut) {
            next.put("~ ").number(total - room).put(" more").put(TO_END_OF_LINE).put('\n');
        }
        if (!next.same(shown)) {
            output.put(HOME).put(next).put(TO_END_OF_SCREEN);
        }
        Text free = shown;
        shown = next;
        next = free;
    }

    private static int count(Text lines) {
        int count = 0;
        for (int i = 0; i < lines.length(); i++) {
            count += lines.at(i) == '\n' ? 1 : 0;
        }
        return count;
    }
}
