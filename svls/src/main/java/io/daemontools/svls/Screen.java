package io.daemontools.svls;

import io.daemontools.posix.Bytes;

/** What makes a terminal show lines in place of those before. A screen that is the same as before needs nothing. */
final class Screen {
    private static final char ESCAPE = '\033';

    /** Of a control sequence SGR. */
    private static final char END_OF_COLOR = 'm';

    private static final byte[] HOME = Bytes.of("\033[H");
    private static final byte[] TO_END_OF_LINE = Bytes.of("\033[K");
    private static final byte[] TO_END_OF_SCREEN = Bytes.of("\033[J");

    private Text shown = new Text();
    private Text next = new Text();

    /**
     * Shows lines.
     *
     * @param height the number of lines of the terminal; 0 or less if it is not known
     * @param width the number of its columns, at which lines are cut; 0 or less if it is not known
     */
    void show(Text lines, int height, int width, Text output) {
        next.truncate(0);
        int start = 0;
        int rows = 0;
        int total = count(lines);
        boolean cut = height > 1 && total >= height;
        int room = cut ? height - 2 : total;
        while (rows < room) {
            start = putLine(lines, start, width);
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

    /** Puts the line that begins at an index, and returns where the next one begins. Colours take no room. */
    private int putLine(Text lines, int start, int width) {
        int columns = 0;
        boolean inColor = false;
        int at = start;
        for (; lines.at(at) != '\n'; at++) {
            byte letter = lines.at(at);
            inColor |= letter == ESCAPE;
            if (inColor || width <= 0 || columns < width) {
                next.put(letter);
            }
            columns += inColor ? 0 : 1;
            inColor &= letter != END_OF_COLOR;
        }
        if (width <= 0 || columns < width) {
            // In the last column, this would erase the last letter.
            next.put(TO_END_OF_LINE);
        }
        next.put('\n');
        return at + 1;
    }

    private static int count(Text lines) {
        int count = 0;
        for (int i = 0; i < lines.length(); i++) {
            count += lines.at(i) == '\n' ? 1 : 0;
        }
        return count;
    }
}
