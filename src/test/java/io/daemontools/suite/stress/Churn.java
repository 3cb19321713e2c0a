package io.daemontools.suite.stress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects, arrays and strings of many sizes and lifetimes, in a heap that holds few of them at once. */
final class Churn {
    private static final int PLACES = 256;

    /** A list that is read before it is released, so that all its elements must still exist. */
    private record Node(Object payload, Node next) {}

    private final Xorshift random = new Xorshift(0x9E3779B97F4A7C15L);
    private final Object[] places = new Object[PLACES];
    private final Map<String, byte[]> byName = new HashMap<>();

    long sum(int rounds) {
        for (int i = 0; i < rounds * 2_000; i++) {
            int place = random.below(PLACES);
            random.count(weigh(places[place]));
            places[place] = something();
            if (i % 16 == 0) {
                remember("name " + random.below(200), i);
            }
            if (i % 1_000 == 0) {
                sort();
                random.count(weigh(wide()));
            }
        }
        for (Object left : places) {
            random.count(weigh(left));
        }
        return random.sum();
    }

    private Object something() {
        int size = random.below(random.below(10) == 0 ? 8_000 : 200);
        return switch (random.below(8)) {
            case 0 -> bytes(size);
            case 1 -> longs(size / 8);
            case 2 -> characters(size / 2);
            case 3 -> text(size);
            case 4 -> new Node(bytes(size / 4), linked(random.below(PLACES)));
            case 5 -> objects(size / 16);
            case 6 -> new int[size / 4];
            default -> null;
        };
    }

    /** Appends another list, unless the result would be too long. */
    private Node linked(int place) {
        Node next = places[place] instanceof Node node ? node : null;
        return length(next) < 20 ? next : null;
    }

    private static int length(Node list) {
        int length = 0;
        for (Node node = list; node != null; node = node.next()) {
            length++;
        }
        return length;
    }

    private byte[] bytes(int size) {
        byte[] made = new byte[size];
        for (int i = 0; i < size; i += 7) {
            made[i] = (byte) random.next();
        }
        return made;
    }

    private long[] longs(int size) {
        long[] made = new long[size];
        for (int i = 0; i < size; i++) {
            made[i] = random.next();
        }
        return made;
    }

    private char[] characters(int size) {
        char[] made = new char[size];
        for (int i = 0; i < size; i++) {
            made[i] = (char) random.next();
        }
        return made;
    }

    private String text(int size) {
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(random.next()).append(' ');
        }
        return text.toString();
    }

    private Object[] objects(int size) {
        Object[] made = new Object[size];
        for (int i = 0; i < size; i += 3) {
            made[i] = i % 2 == 0 ? new byte[i] : Integer.toString(i);
        }
        return made;
    }

    /** Very many small objects, every other one of which is released. */
    private Object[] wide() {
        Object[] made = new Object[8_000];
        for (int i = 0; i < made.length; i++) {
            made[i] = new byte[i % 8];
        }
        for (int i = 0; i < made.length; i += 2) {
            made[i] = null;
        }
        for (int i = 1; i < 100; i++) {
            made[i * 2] = new byte[800];
        }
        return made;
    }

    private void remember(String name, int i) {
        byte[] before = byName.put(name, bytes(i % 300));
        random.count(before == null ? -1 : before.length);
        if (byName.size() > 150) {
            byName.remove("name " + random.below(200));
        }
    }

    private void sort() {
        List<String> names = new ArrayList<>(byName.keySet());
        names.sort(String::compareTo);
        for (String name : names) {
            random.count(name.hashCode());
            random.count(weigh(byName.get(name)));
        }
    }

    private static long weigh(Object thing) {
        if (thing instanceof byte[] bytes) {
            long sum = bytes.length;
            for (byte each : bytes) {
                sum = sum * 17 + each;
            }
            return sum;
        } else if (thing instanceof long[] longs) {
            long sum = longs.length;
            for (long each : longs) {
                sum ^= each;
            }
            return sum;
        } else if (thing instanceof char[] characters) {
            long sum = characters.length;
            for (char each : characters) {
                sum = sum * 13 + each;
            }
            return sum;
        } else if (thing instanceof String text) {
            return text.hashCode();
        } else if (thing instanceof int[] zeros) {
            long sum = zeros.length;
            for (int each : zeros) {
                sum += each * 1_000_003L;
            }
            return sum;
        } else if (thing instanceof Node list) {
            long sum = 0;
            for (Node node = list; node != null; node = node.next()) {
                sum = sum * 3 + weigh(node.payload());
            }
            return sum;
        } else if (thing instanceof Object[] objects) {
            long sum = objects.length;
            for (Object each : objects) {
                sum = sum * 5 + weigh(each);
            }
            return sum;
        }
        return -7;
    }
}
