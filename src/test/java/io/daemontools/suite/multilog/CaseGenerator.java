package io.daemontools.suite.multilog;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes a {@link MultilogCase} of a number. The same number makes the same case. */
public final class CaseGenerator {

    private static final List<String> SIZES = List.of(
            "s",
            "s0",
            "s4095",
            "s4096",
            "s4097",
            "s4200",
            "s5000",
            "s6000x",
            "s8192",
            "s10000",
            "s16384",
            "s30000",
            "s99999",
            "s16777215",
            "s99999999999",
            "s18446744073709556616",
            "s-1");
    private static final List<String> COUNTS =
            List.of("n", "n0", "n1", "n2", "n2", "n3", "n4", "n7", "n10", "n18446744073709551618", "n99999999999");
    private static final List<String> PROCESSORS = List.of(
            "!cat",
            "!tr x-z X-Z",
            "!cat; cat <&4 >&5; echo run >&5",
            "!head -n 3",
            "!true",
            "!",
            "!cat >&2; echo new >&5",
            "!wc -c; ls >&2",
            "!echo $0 $# >&2; cat; umask >&2");
    private static final List<String> OTHERS = List.of("", "t", "x", "#", " -*", "\u00e9", "E");

    /** Without hexadecimal digits, which labels consist of. */
    private static final String FEW = "xyz +";

    private static final String MORE = "ghijklmnopqrstuvwxyz GHIJK.*-+=/\t";

    private final Random random;
    private final long seed;
    private final int size;

    private CaseGenerator(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.size = pick(List.of(4096, 4096, 5000, 8192, 10000, 99999));
    }

    /** The case of a number. */
    public static MultilogCase generate(long seed) {
        return new CaseGenerator(seed).generate();
    }

    private MultilogCase generate() {
        List<String> script = script();
        List<LeftFile> left = chance(3) ? new LeftFiles(random, size).in("a") : List.of();
        List<String> inputs = new ArrayList<>();
        do {
            inputs.add(input());
        } while (chance(3));
        return new MultilogCase(seed, script, left, inputs);
    }

    private List<String> script() {
        List<String> script = new ArrayList<>();
        if (chance(3)) {
            script.add(pick(List.of("t", "t", "tai")));
        }
        if (!chance(5)) {
            script.add("s" + size);
        }
        int directories = 0;
        for (int words = random.nextInt(8); words >= 0; words--) {
            switch (random.nextInt(11)) {
                case 0 -> script.add(pick(SIZES));
                case 1 -> script.add(pick(COUNTS));
                case 2 -> script.add(pick(PROCESSORS));
                case 3, 4, 5 -> script.add((random.nextBoolean() ? "-" : "+") + pattern());
                case 6 -> script.add("e");
                case 7 -> script.add("=" + pick(List.of("one", "two", "./three", chance(8) ? "no/such" : "one")));
                case 8 -> script.add(pick(OTHERS));
                default -> script.add(directory(directories++));
            }
        }
        if (directories == 0 || chance(2)) {
            script.add(directory(directories));
        }
        return script;
    }

    private String directory(int number) {
        if (chance(40)) {
            return pick(List.of("./a", "./no/such", "."));
        }
        String name = Character.toString('a' + number);
        return pick(List.of("./" + name, "./" + name, MultilogCase.HERE + "/" + name, ".//" + name + "/"));
    }

    private String pattern() {
        StringBuilder pattern = new StringBuilder();
        String alphabet = chance(4) ? MORE : FEW + "**";
        for (int length = random.nextInt(6); length > 0; length--) {
            pattern.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        if (chance(2)) {
            pattern.append('*');
        }
        return pattern.toString();
    }

    private String input() {
        StringBuilder input = new StringBuilder();
        int length = random.nextInt(chance(4) ? 8 * size : 2 * size);
        while (input.length() < length) {
            line(input);
            input.append('\n');
        }
        if (chance(3)) {
            line(input);
        }
        return input.toString();
    }

    private void line(StringBuilder into) {
        int length = lineLength();
        String alphabet = chance(2) ? FEW : MORE;
        boolean anything = chance(5);
        for (int i = 0; i < length; i++) {
            char any = (char) random.nextInt(256);
            into.append(anything && any != '\n' ? any : alphabet.charAt(random.nextInt(alphabet.length())));
        }
    }

    private int lineLength() {
        int around = switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> pick(List.of(174, 200, 512, 974, 1000, 1024, 2000, 4096, size, size - 2000));
            case 2 -> random.nextInt(5000);
            case 3 -> random.nextInt(1100);
            default -> random.nextInt(150);
        };
        return Math.max(0, around + (chance(2) ? random.nextInt(9) - 4 : 0));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
