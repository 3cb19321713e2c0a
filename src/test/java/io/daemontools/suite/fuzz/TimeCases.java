package io.daemontools.suite.fuzz;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** tai64n and tai64nlocal: any bytes, labels of all forms, and unusual streams. */
final class TimeCases implements Generator {
    private static final List<String> ZONES = List.of(
            "UTC0",
            "EST5EDT,M3.2.0,M11.1.0",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "IST-5:30",
            "nonsense",
            "",
            "Africa/Monrovia",
            "Pacific/Apia");

    /** Within it, the year is a number that the original's calendar can hold. */
    private static final long CALENDAR = 60_000_000_000_000_000L;

    private static final Pattern LABEL = Pattern.compile("@([0-9a-f]*)");

    private final String command;

    TimeCases(String command) {
        this.command = command;
    }

    @Override
    public Case generate(Rng rng, boolean java) {
        Case made = new Case().variable("TZ=" + rng.of(ZONES));
        if (rng.oneIn(25)) {
            stream(made, rng);
        }
        List<String> arguments =
                rng.oneIn(20) ? rng.some(2, () -> rng.of("--help", "--version", "-x", "word", "", "--")) : List.of();
        return made.run(command, arguments, lines(made, rng));
    }

    private static void stream(Case made, Rng rng) {
        switch (rng.below(6)) {
            case 0 -> made.stage("close=0");
            case 1 -> made.stage("close=1");
            case 2 -> made.stage("from=0:/");
            case 3 -> made.stage("to=1:/dev/full");
            case 4 -> made.stage("from=1:/dev/null");
            default -> made.fifo("fifo", "600", "").stage("from=0:fifo").excludedBy(Difference.NON_BLOCKING_INPUT);
        }
    }

    private String lines(Case made, Rng rng) {
        StringBuilder lines = new StringBuilder();
        int length = rng.of(0, 10, 500, 3_000, rng.oneIn(10) ? 40_000 : 100);
        long second = 1_700_000_000;
        while (lines.length() < length) {
            if (rng.oneIn(4)) {
                second = second(rng, second);
            }
            String line = line(rng, second);
            if (command.equals("tai64n") || withinCalendar(line)) {
                lines.append(line).append('\n');
            } else if (rng.oneIn(200)) {
                made.excludedBy(Difference.LABEL_OUT_OF_RANGE);
            }
        }
        return lines.append(rng.oneIn(2) ? "rest" : "").toString();
    }

    /** As the original reads a label: the last eight digits are not part of the seconds, and earlier digits overflow. */
    private static boolean withinCalendar(String line) {
        Matcher label = LABEL.matcher(line);
        if (!label.lookingAt()) {
            return true;
        }
        String digits = label.group(1);
        String seconds = digits.substring(Math.max(0, digits.length() - 24), Math.max(0, digits.length() - 8));
        long second = seconds.isEmpty() ? 0 : Long.parseUnsignedLong(seconds, 16);
        return Math.abs(second - (1L << 62) - 10) <= CALENDAR;
    }

    private static long second(Rng rng, long last) {
        return switch (rng.below(40)) {
            case 0 -> rng.anyLong();
            case 1, 2, 3 -> rng.anyLong() >> 8;
            case 4, 5, 6, 7, 8, 9 -> rng.anyLong() >> 27;
            default -> last + rng.below(3);
        };
    }

    private static String line(Rng rng, long second) {
        String label = "%016x%08x".formatted((1L << 62) + 10 + second, rng.below(1_000_000_000));
        return switch (rng.below(13)) {
            case 0 -> bytes(rng, rng.below(200));
            case 1 -> " @" + label;
            case 2 -> "@" + rng.text(1 + rng.below(40), "0123456789abcdef") + label + " more digits";
            case 3 -> "@" + label.substring(0, 16) + rng.text(8, "0123456789abcdef") + " any nanoseconds";
            case 4 -> "@" + label + "@" + label;
            case 5 -> "@" + label + "ABCDEF";
            case 6 -> "@" + label;
            case 7 -> "@" + label.substring(0, 17 + rng.below(7));
            default -> "@" + label + " " + bytes(rng, rng.below(150));
        };
    }

    /** Any bytes, without a newline, and no label: a line that begins with one is made as such. */
    private static String bytes(Rng rng, int count) {
        return rng.bytes(count).replace('\n', 'n').replaceFirst("^@", "a");
    }
}
