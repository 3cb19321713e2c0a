package io.daemontools.suite.stress;

import java.util.HashMap;
import java.util.Map;

/** Strings and builders of them, of all chars that a byte can be. */
final class Text {
    /** Of so many there is room in a small heap, whatever the number of rounds. */
    private static final int MANY = 2_000;

    private final Dice dice = new Dice(0x7766554433221100L);
    private final Map<String, Integer> seen = new HashMap<>();

    long sum(int rounds) {
        StringBuilder builder = new StringBuilder();
        for (int i = 0; i < rounds * 1_000; i++) {
            change(builder);
            String text = builder.toString();
            dice.count(text.hashCode());
            dice.count(text.indexOf((char) dice.below(256)));
            dice.count(text.lastIndexOf("1"));
            parts(text);
            String name = text.length() > 3 ? text.substring(text.length() - 3) : text;
            Integer times = seen.get(name);
            seen.put(name, times == null ? 1 : times + 1);
            dice.count(seen.size());
            if (seen.size() == MANY) {
                seen.clear();
            }
            numbers();
        }
        return dice.sum();
    }

    private void change(StringBuilder builder) {
        switch (dice.below(6)) {
            case 0 -> builder.append((char) dice.below(256));
            case 1 -> builder.append(dice.next());
            case 2 -> builder.insert(dice.below(builder.length() + 1), "inserted " + dice.below(100));
            case 3 -> builder.setLength(dice.below(builder.length() + 1));
            case 4 -> builder.append((int) dice.next()).append('/').append(builder.length());
            default -> replace(builder);
        }
    }

    private void replace(StringBuilder builder) {
        if (builder.length() > 0) {
            builder.setCharAt(dice.below(builder.length()), (char) dice.below(256));
        }
    }

    private void parts(String text) {
        int middle = dice.below(text.length() + 1);
        String head = text.substring(0, middle);
        String tail = text.substring(middle);
        dice.count((head + tail).equals(text) ? 1 : 0);
        dice.count(head.compareTo(tail));
        dice.count(text.startsWith(head) && text.endsWith(tail) ? 1 : 0);
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        StringBuilder back = new StringBuilder();
        for (byte each : bytes) {
            back.append((char) (each & 0xff));
        }
        dice.count(back.toString().equals(text) ? 1 : 0);
    }

    private void numbers() {
        long number = dice.next() >> dice.below(64);
        String decimal = Long.toString(number);
        dice.count(decimal.hashCode());
        dice.count(Integer.toString((int) number).length());
        dice.count(Long.toHexString(number).hashCode());
    }
}
