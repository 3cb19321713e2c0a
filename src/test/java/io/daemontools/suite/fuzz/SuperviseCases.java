package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Privileges;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * supervise with generated service directories: it exits with a message, or is sent commands that end with exit. {@link
 * SuperviseReplayIT} covers its behaviour while it runs.
 */
final class SuperviseCases implements Generator {
    private static final String DIRECTORY = "service";
    private static final String INSIDE = DIRECTORY + "/supervise/";

    /** A stamp of these years. */
    private static final Pattern STAMP = Pattern.compile("(?s)^@\0\0\0[\\x60-\\x7f].{7}");

    private static final String HISTORY = "/history";

    /**
     * A failed write of the status is reported at each write: see {@link Difference#STATUS_WRITTEN_ONCE}. Only this version has a
     * history: see {@link Difference#HISTORY_FILE}.
     */
    @Override
    public Outcome compared(Outcome outcome, boolean java) {
        return outcome.withoutFile(HISTORY)
                .with("content", content -> STAMP.matcher(content).replaceFirst("stamp "))
                .with(
                        "stderr",
                        errors -> errors.lines()
                                .filter(line -> !line.contains(HISTORY))
                                .distinct()
                                .collect(Collectors.joining("\n")));
    }

    @Override
    public Case generate(Rng rng, boolean java) {
        Case made = new Case().directory(DIRECTORY, "755").variable("PATH=/usr/bin:/bin");
        boolean starts = rng.oneIn(25);
        if (!starts) {
            down(made, rng);
        }
        run(made, rng);
        if (!starts && rng.oneIn(8)) {
            made.directory(DIRECTORY + "/supervise", "700").fifo(INSIDE + "control", "600", rng.of("x", "dx", "hx"));
            return made.run("supervise", List.of(DIRECTORY));
        }
        superviseDirectory(made, rng);
        if (rng.oneIn(3)) {
            made.stage("umask=" + rng.of("000", "077", "777"));
        }
        if (Privileges.root() && rng.oneIn(4)) {
            made.mode(DIRECTORY, rng.of("777", "777", "755", "000")).stage("user=65534");
        }
        if (rng.oneIn(15)) {
            return made.run(
                    "supervise", rng.some(3, () -> rng.of("", "missing", "a/b", "--help", "--", "-x", "plain\n")));
        }
        String argument = rng.of(DIRECTORY, DIRECTORY, "./service/", Case.HERE + "/tree/service", "service/../service");
        String bytes = rng.of("x", "dx", "?x", "tx", "pcx", "hx", "xx", "kaix", "dox", "ox", "uhx", "opdx");
        if (starts && bytes.startsWith("d")) {
            // A process that is terminated before it executes run prints no error.
            made.excludedBy(Difference.COMMANDS_IN_THE_FIRST_SECOND);
        }
        return made.runFed("supervise", List.of(argument), INSIDE + "control", bytes);
    }

    private static void down(Case made, Rng rng) {
        String down = DIRECTORY + "/down";
        switch (rng.below(8)) {
            case 0 -> made.directory(down, "755");
            case 1 -> made.link(down, "/dev/null");
            case 2 -> made.link(down, "down");
            default -> made.file(down, "644", "");
        }
    }

    private static void run(Case made, Rng rng) {
        String run = DIRECTORY + "/run";
        switch (rng.below(8)) {
            case 0 -> made.file(run, "644", "#!/bin/sh\n");
            case 1 -> made.directory(run, "755");
            case 2 -> made.link(run, "run");
            case 3 -> {}
            default -> made.file(run, "755", "#!/bin/sh\nexec >> /dev/null\nexit " + rng.of(0, 1, 100) + "\n");
        }
    }

    private static void superviseDirectory(Case made, Rng rng) {
        String supervise = DIRECTORY + "/supervise";
        switch (rng.below(12)) {
            case 0 -> made.file(supervise, "644", "");
            case 1 -> made.link(supervise, rng.of("supervise", "/dev/null"));
            case 2 -> made.directory("elsewhere", "777").link(supervise, "../elsewhere");
            case 3 -> made.link(supervise, rng.of("../made", "../not/made", "made"));
            case 4 -> {}
            case 5 -> made.directory(supervise, rng.of("000", "755", "500"));
            default -> {
                made.directory(supervise, rng.of("700", "700", "755", "777"));
                contents(made, rng);
            }
        }
    }

    private static void contents(Case made, Rng rng) {
        switch (rng.below(8)) {
            case 0 -> made.file(INSIDE + "lock", "600", "").lock(INSIDE + "lock");
            case 1 -> made.directory(INSIDE + "lock", "755");
            case 2 -> made.file(INSIDE + "lock", "000", "something");
            case 3 -> made.link(INSIDE + "lock", rng.of("nowhere", "lock"));
            case 4 -> made.file(INSIDE + "lock", "644", "");
            default -> {}
        }
        control(made, rng);
        switch (rng.below(9)) {
            case 0 -> made.file(INSIDE + "ok", "600", "");
            case 1 -> made.directory(INSIDE + "ok", "755");
            case 2 -> made.fifo(INSIDE + "ok", "600", "");
            case 3 -> made.fifo(INSIDE + "ok", "000");
            case 4 -> made.link(INSIDE + "ok", rng.of("nowhere", "ok"));
            default -> {}
        }
        switch (rng.below(7)) {
            case 0 -> made.directory(INSIDE + "status", "755");
            case 1 -> made.directory(INSIDE + "status.new", "755");
            case 2 -> made.file(INSIDE + "status", rng.of("644", "000"), "old");
            case 3 -> made.file(INSIDE + "status.new", rng.of("644", "600"), "longer than any status could be");
            case 4 -> made.link(INSIDE + "status.new", rng.of("nowhere", "status.new"));
            default -> {}
        }
    }

    private static void control(Case made, Rng rng) {
        switch (rng.below(10)) {
            case 0 -> made.file(INSIDE + "control", "600", "x").excludedBy(Difference.CONTROL_IS_A_REGULAR_FILE);
            case 1 -> made.directory(INSIDE + "control", "755");
            case 2 -> made.fifo(INSIDE + "control", "666");
            case 3 -> made.fifo(INSIDE + "control", "000");
            case 4 -> made.link(INSIDE + "control", "control");
            default -> {}
        }
    }
}
