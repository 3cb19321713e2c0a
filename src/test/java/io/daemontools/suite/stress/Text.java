package io.daemontools.suite.stress;

import java.util.HashMap;
import java.util.Map;

/** Strings and builders of them, of all chars that a byte can be. */
final class Text {
    /** A small heap holds so many, for any number of rounds. */
    private static final int MANY = 2_000;

    private final Xorshift random = new Xorshift(0x7766554433221100L);
    private final Map<String, Integer> seen = new HashMap<>();

    long sum(int rounds) {
        StringBuilder builder = new StringBuilder();
        for (int i = 0; i < rounds * 1_000; i++) {
            change(builder);
            String text = builder.toString();
            random.count(text.hashCode());
            random.count(text.indexOf((char) random.below(256)));
            random.count(text.lastIndexOf("1"));
            parts(text);
            String name = text.length() > 3 ? text.substring(text.length() - 3) : text;
            Integer times = seen.get(name);
            seen.put(name, times == null ? 1 : times + 1);
            random.count(seen.size());
            if (seen.size() == MANY) {
                seen.clear();
            }
            numbers();
        }
        return random.sum();
    }

    private void change(StringBuilder builder) {
        switch (random.below(6)) {
            case 0 -> builder.append((char) random.below(256));
            case 1 -> builder.append(random.next());
            case 2 -> builder.insert(random.below(builder.length() + 1), "inserted " + random.below(100));
            case 3 -> builder.setLength(random.below(builder.length() + 1));
            case 4 -> builder.append((int) random.next()).append('/').append(builder.length());
            default -> replace(builder);
        }
    }

    private void replace(StringBuilder builder) {
        if (builder.length() > 0) {
            builder.setCharAt(random.below(builder.length()), (char) random.below(256));
        }
    }

    private void parts(String text) {
        int middle = random.below(text.length() + 1);
        String head = text.substring(0, middle);
        String tail = text.substring(middle);
        random.count((head + tail).equals(text) ? 1 : 0);
        random.count(head.compareTo(tail));
        random.count(text.startsWith(head) && text.endsWith(tail) ? 1 : 0);
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        StringBuilder back = new StringBuilder();
        for (byte each : bytes) {
            back.append((char) (each & 0xff));
        }
        random.count(back.toString().equals(text) ? 1 : 0);
    }

    private void numbers() {
        long number = random.next() >> random.below(64);
        String decimal = Long.toString(number);
        random.count(decimal.hashCode());
        random.count(Integer.toString((int) number).length());
        random.count(Long.toHexString(number).hashCode());
    }
}
