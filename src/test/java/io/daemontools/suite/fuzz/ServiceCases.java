package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Privileges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** svc, svstat and svok with generated service directories: one command uses the directory, the others differ only in their arguments. */
final class ServiceCases implements Generator {
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "c d",
            "-z",
            "f\n\u00e9",
            "a",
            "b",
            "missing",
            "",
            ".",
            "..",
            "a/",
            "./a",
            "a/../b",
            "lost",
            "loop",
            "plain",
            Case.HERE + "/tree/a",
            "x".repeat(300),
            "shut");
    private static final List<String> MADE = List.of("a", "b", "c d", "-z", "f\n\u00e9");
    private static final String NOBODY = "65534";

    /** Among what something can be. */
    private static final int DIRECTORY = 2;

    private static final int LINK_TO_DIRECTORY = 6;

    private final String command;
    private final long now = (1L << 62) + 10 + Instant.now().getEpochSecond();

    ServiceCases(String command) {
        this.command = command;
    }

    @Override
    public boolean dependsOnTime() {
        return command.equals("svstat");
    }

    @Override
    public Case generate(Rng rng, boolean java) {
        Case made = new Case();
        List<String> arguments = arguments(rng);
        for (String name : MADE) {
            if (!rng.oneIn(6)) {
                service(made, rng, name);
            }
        }
        made.file("plain", "644", "")
                .link("lost", "nowhere")
                .link("loop", "loop")
                .directory("shut", "000");
        if (Privileges.root() && rng.oneIn(4)) {
            made.stage("user=" + NOBODY);
        }
        return made.run(command, arguments);
    }

    private List<String> arguments(Rng rng) {
        if (rng.oneIn(50)) {
            return List.of(rng.of("--help", "--version", "-?", "--", "-", "--x"));
        }
        List<String> arguments = new ArrayList<>();
        if (command.equals("svc")) {
            arguments.addAll(rng.some(3, () -> cluster(rng)));
        } else if (rng.oneIn(10)) {
            arguments.add(rng.of("--", "-", "-d", "-Z", "--u"));
        }
        arguments.addAll(rng.some(command.equals("svok") ? 2 : 4, () -> rng.of(NAMES)));
        if (command.equals("svok") && !rng.oneIn(10)) {
            return List.of(rng.of(NAMES));
        }
        return arguments;
    }

    /** Some letters, seldom with an unknown one, or an end of the options. */
    private static String cluster(Rng rng) {
        return switch (rng.below(20)) {
            case 0 -> "--";
            case 1 -> "--" + rng.text(1, "udhx");
            case 2 -> "-";
            case 3 -> "-" + rng.text(1 + rng.below(5), "udopchaitkx-Z:?\u00e9");
            case 4 -> "-" + rng.text(20 + rng.below(30), "udopchaitkx");
            default -> "-" + rng.text(1 + rng.below(6), "udopchaitkx");
        };
    }

    private void service(Case made, Rng rng, String name) {
        made.directory(name, "755");
        something(made, rng, name + "/down", 2);
        if (rng.oneIn(10)) {
            something(made, rng, name + "/supervise", 2);
            return;
        }
        String inside = name + "/supervise/";
        made.directory(name + "/supervise", rng.oneIn(3) ? "755" : "700");
        fifo(made, rng, inside + "ok");
        fifo(made, rng, inside + "control");
        if (rng.oneIn(15)) {
            if (something(made, rng, inside + "status", 2) && command.equals("svstat")) {
                made.excludedBy(Difference.UNREADABLE_STATUS);
            }
        } else {
            made.file(inside + "status", rng.oneIn(10) ? "000" : "644", status(rng));
        }
    }

    /** Mostly a FIFO with a reader and few bytes in it, so that there is room. */
    private static void fifo(Case made, Rng rng, String name) {
        String mode = rng.of("600", "600", "600", "666", "400", "000");
        switch (rng.below(12)) {
            case 0 -> something(made, rng, name, 1);
            case 1 -> made.fifo(name, mode);
            case 2 -> made.fifo(name + "-", mode, "before").link(name, rng.of("ok-", "control-", "nowhere"));
            default -> made.fifo(name, mode, rng.oneIn(4) ? "before" : "");
        }
    }

    /** A file of any kind, or none. Returns whether it leads to a directory. */
    static boolean something(Case made, Rng rng, String name, int nothingIn) {
        if (rng.oneIn(nothingIn + 1)) {
            return false;
        }
        int kind = rng.below(8);
        switch (kind) {
            case 0, 1 -> made.file(name, rng.of("644", "600", "000"), rng.of("", "some text\n"));
            case DIRECTORY -> made.directory(name, rng.of("755", "700", "000"));
            case 3 -> made.link(name, "nowhere");
            case 4 -> made.link(name, name.substring(name.lastIndexOf('/') + 1));
            case 5 -> made.fifo(name, rng.of("600", "000"));
            case LINK_TO_DIRECTORY -> made.link(name, rng.of("/", ".."));
            default -> made.link(name, rng.of("/dev/null", "/dev/full"));
        }
        return kind == DIRECTORY || kind == LINK_TO_DIRECTORY;
    }

    /** Eighteen valid bytes, or fewer, or more, or arbitrary ones. */
    private String status(Rng rng) {
        StringBuilder status = new StringBuilder(number(seconds(rng), 8));
        status.append(number(rng.oneIn(5) ? rng.anyLong() : rng.below(1_000_000_000), 4));
        String pid = number(rng.of(0, 0, 1, 77, 32768, 4194304, -1, rng.below(1 << 30)), 4);
        status.append(new StringBuilder(pid).reverse());
        status.append((char) (int) rng.of(0, 0, 0, 1, 1, 2, 255)).append(rng.of('u', 'u', 'd', 'd', '\0', 'x'));
        status.append(rng.bytes(12));
        return status.substring(0, rng.oneIn(4) ? rng.below(31) : 18);
    }

    private long seconds(Rng rng) {
        return switch (rng.below(6)) {
            case 0 -> now - rng.below(1_000_000);
            case 1 -> now + rng.below(1_000_000) + 1000;
            case 2 -> (1L << 62) + rng.anyLong() / (1 << 20);
            case 3 -> rng.of(0L, -1L, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE, now);
            default -> rng.anyLong();
        };
    }

    private static String number(long number, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = bytes - 1; i >= 0; i--) {
            text.append((char) (number >> (8 * i) & 0xff));
        }
        return text.toString();
    }
}
