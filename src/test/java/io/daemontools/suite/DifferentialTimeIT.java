package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.util.List;
import java.util.Random;

/**
 * This tai64nlocal and the original print the same for generated lines.
 *
 * <p>All labels are of times that have a local time: 0.76 crashes at others.
 */
class DifferentialTimeIT {

    private static final List<String> ZONES =
            List.of("UTC0", "EST5EDT,M3.2.0,M11.1.0", "Europe/Berlin", "Australia/Lord_Howe", "IST-5:30", "nonsense");

    @Differential
    void labelsOfAllFormsBecomeTheSame(Comparison pair, Sandbox box) {
        Random random = new Random(Effort.seed());
        for (int i = 0; i < Effort.times(12); i++) {
            String input = lines(random, 120_000);
            String zone = ZONES.get(i % ZONES.size());
            assertThat(local(box, pair.built(), zone, input))
                    .as("case %d", i)
                    .isEqualTo(local(box, pair.original(), zone, input));
        }
    }

    @Differential
    void labelsMayBeSplit(Comparison pair, Sandbox box) {
        Random random = new Random(Effort.seed() + 1);
        String input = lines(random, 6_000);
        Result expected = local(box, pair.original(), "UTC0", input);
        Running running = box.command(pair.built(), "tai64nlocal")
                .with("TZ", "UTC0")
                .reading()
                .start();
        for (int at = 0; at < input.length(); ) {
            int end = Math.min(input.length(), at + 1 + random.nextInt(30));
            running.write(input.substring(at, end));
            at = end;
        }
        running.endInput();
        assertThat(new Result(running.ended(), running.out(), running.err())).isEqualTo(expected);
    }

    @Differential
    void stampsBecomeTheSameTimes(Comparison pair, Sandbox box) {
        Random random = new Random(Effort.seed());
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < Effort.times(500); i++) {
            long seconds = (1L << 62) + random.nextLong(-60_000_000_000L, 200_000_000_000L);
            input.append("@%016x%08x %d\n".formatted(seconds, random.nextInt(), i));
            input.append("x" + RandomText.of(random, random.nextInt(40), "@ x4\0\u00ff") + "\n");
        }
        for (String zone : List.of("UTC0", "EST5EDT,M3.2.0,M11.1.0", "Europe/Berlin", "nonsense")) {
            assertThat(local(box, pair.built(), zone, input.toString()))
                    .as(zone)
                    .isEqualTo(local(box, pair.original(), zone, input.toString()));
        }
    }

    private static Result local(Sandbox box, Toolset tools, String zone, String input) {
        Result result = box.command(tools, "tai64nlocal")
                .with("TZ", zone)
                .reading(input)
                .run();
        assertThat(result.code()).isZero();
        return result;
    }

    /** Lines with labels, mostly of the same second as the one before, and lines without. */
    private static String lines(Random random, int length) {
        StringBuilder lines = new StringBuilder();
        long second = 1_700_000_000;
        while (lines.length() < length) {
            if (random.nextInt(4) == 0) {
                second = random.nextInt(5) > 0 ? second + 1 : random.nextLong(-60_000_000_000L, 60_000_000_000_000L);
            }
            lines.append(line(random, second)).append('\n');
        }
        return lines.append(random.nextBoolean() ? "rest" : "").toString();
    }

    private static String line(Random random, long second) {
        String label = "%016x%08x".formatted((1L << 62) + 10 + second, random.nextInt(1_000_000_000));
        return switch (random.nextInt(12)) {
            case 0 -> bytes(random, random.nextInt(200));
            case 1 -> " @" + label;
            case 2 -> "@" + RandomText.of(random, 1 + random.nextInt(40), "0123456789abcdef") + label + " more digits";
            case 3 -> "@" + label.substring(0, 16) + "%08x".formatted(random.nextInt()) + " any nanoseconds";
            case 4 -> "@" + label + "@" + label;
            case 5 -> "@" + label + "ABCDEF";
            case 6 -> "@" + label;
            default -> "@" + label + " " + bytes(random, random.nextInt(150));
        };
    }

    /** Any bytes, without a newline, and no label: a line that begins with one is generated as such. */
    private static String bytes(Random random, int count) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            bytes.append((char) random.nextInt(256));
        }
        return bytes.toString().replace('\n', 'n').replaceFirst("^@", "a");
    }
}
