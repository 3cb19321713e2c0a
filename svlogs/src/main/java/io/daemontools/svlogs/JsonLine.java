package io.daemontools.svlogs;

import io.daemontools.cli.Utf8;
import io.daemontools.time.Tai64nLabel;

/**
 * A line in JSON as svlogs and multilog write it: an object whose members are strings, of which {@code service}, {@code tai64n} and {@code
 * text} count. Escapes are decoded in place: the bytes of a string are never more than those of its escaped form.
 */
final class JsonLine {
    private static final int NONE = -1;
    private static final int HEX_DIGITS = 4;
    private static final int BYTE_ESCAPES = 0xdc80;
    private static final int LAST_BYTE_ESCAPE = 0xdcff;
    private static final int HIGH_SURROGATES = 0xd800;
    private static final int LOW_SURROGATES = 0xdc00;
    private static final int AFTER_SURROGATES = 0xe000;

    private byte[] bytes;
    private int at;
    private int to;
    private int serviceStart;
    private int serviceEnd;
    private int labelStart;
    private int textStart;
    private int textEnd;
    private int stringStart;
    private int stringEnd;

    /**
     * Parses a line.
     *
     * @return false if it is no such object, or has no text that is a string
     */
    boolean parse(byte[] line, int from, int end) {
        bytes = line;
        at = from + 1;
        to = end;
        serviceStart = 0;
        serviceEnd = 0;
        labelStart = NONE;
        textStart = NONE;
        if (!isMembers(from)) {
            return false;
        }
        at = from + 1;
        do {
            member();
        } while (bytes[at++] == ',');
        return true;
    }

    /** Checks the whole line first, which is not changed if it is something else. */
    private boolean isMembers(int from) {
        boolean hasText = false;
        at = from + 1;
        for (; ; ) {
            if (!skipString()) {
                return false;
            }
            boolean text = is("text");
            if (at >= to || bytes[at++] != ':' || at >= to) {
                return false;
            }
            // Another program may have written a text that is a number or null.
            hasText |= text && bytes[at] == '"';
            if (!skipValue() || at >= to) {
                return false;
            }
            byte next = bytes[at++];
            if (next == '}') {
                return hasText && at == to;
            }
            if (next != ',') {
                return false;
            }
        }
    }

    private void member() {
        skipString();
        boolean service = is("service");
        boolean label = is("tai64n");
        boolean text = is("text");
        at++;
        if (bytes[at] != '"' || !(service || label || text)) {
            skipValue();
            return;
        }
        skipString();
        if (service) {
            serviceStart = stringStart;
            serviceEnd = decode();
        } else if (text) {
            textStart = stringStart;
            textEnd = decode();
        } else if (stringEnd - stringStart == Tai64nLabel.TEXT) {
            labelStart = stringStart;
        }
    }

    /** Whether the last string that was skipped is this one. */
    private boolean is(String name) {
        if (stringEnd - stringStart != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[stringStart + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean skipString() {
        if (at >= to || bytes[at] != '"') {
            return false;
        }
        stringStart = ++at;
        while (at < to && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        stringEnd = at;
        at++;
        return at <= to;
    }

    /** A string, a number or a word. */
    private boolean skipValue() {
        if (at < to && bytes[at] == '"') {
            return skipString();
        }
        int from = at;
        while (at < to && isOfWord(bytes[at])) {
            at++;
        }
        return at > from;
    }

    private static boolean isOfWord(byte value) {
        return (value >= '0' && value <= '9')
                || (value >= 'a' && value <= 'z')
                || value == '-'
                || value == '.'
                || value == '+'
                || value == 'E';
    }

    /** Decodes the last string that was skipped. Returns the new end. */
    private int decode() {
        int from = stringStart;
        while (from < stringEnd && bytes[from] != '\\') {
            from++;
        }
        int into = from;
        while (from < stringEnd) {
            if (bytes[from] != '\\') {
                bytes[into++] = bytes[from++];
                continue;
            }
            byte escaped = from + 1 < stringEnd ? bytes[from + 1] : (byte) '\\';
            int unit = escaped == 'u' ? hex(from + 2) : NONE;
            if (unit == NONE) {
                bytes[into++] = plain(escaped);
                from += 2;
                continue;
            }
            from += 2 + HEX_DIGITS;
            if (unit >= BYTE_ESCAPES && unit <= LAST_BYTE_ESCAPE) {
                bytes[into++] = (byte) (unit - LOW_SURROGATES);
                continue;
            }
            int code = unit;
            if (unit >= HIGH_SURROGATES && unit < LOW_SURROGATES && from + 1 < stringEnd && bytes[from] == '\\') {
                int low = bytes[from + 1] == 'u' ? hex(from + 2) : NONE;
                if (low >= LOW_SURROGATES && low < AFTER_SURROGATES) {
                    code = 0x1_0000 + ((unit - HIGH_SURROGATES) << 10) + (low - LOW_SURROGATES);
                    from += 2 + HEX_DIGITS;
                }
            }
            into = Utf8.put(code, bytes, into);
        }
        return into;
    }

    private static byte plain(byte escaped) {
        return switch (escaped) {
            case 'n' -> (byte) ' ';
            case 't' -> (byte) '\t';
            case 'r' -> (byte) '\r';
            case 'b' -> (byte) '\b';
            case 'f' -> (byte) '\f';
            default -> escaped;
        };
    }

    private int hex(int from) {
        if (from + HEX_DIGITS > stringEnd) {
            return NONE;
        }
        int unit = 0;
        for (int i = from; i < from + HEX_DIGITS; i++) {
            int digit = Tai64nLabel.digitValue(bytes[i] >= 'A' && bytes[i] <= 'F' ? bytes[i] + ('a' - 'A') : bytes[i]);
            if (digit < 0) {
                return NONE;
            }
            unit = unit << 4 | digit;
        }
        return unit == '\n' ? ' ' : unit;
    }

    int serviceStart() {
        return serviceStart;
    }

    int serviceEnd() {
        return serviceEnd;
    }

    /** Negative if there is no label. */
    int labelStart() {
        return labelStart;
    }

    int textStart() {
        return textStart;
    }

    int textEnd() {
        return textEnd;
    }
}
