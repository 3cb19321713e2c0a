package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Privileges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** svscan with generated directories: which programs it starts, with which arguments, directories and descriptors, and its messages. */
final class ScanCases implements Generator {
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "c",
            "d e",
            ".",
            ".hidden",
            "..x",
            "-x",
            "\u00e9\n",
            "log",
            "supervise",
            "0",
            "x".repeat(250),
            "y".repeat(251),
            "z".repeat(255),
            "@",
            "a.b");
    private static final Pattern PIPE = Pattern.compile("pipe:\\[\\d+\\]");

    /** The end of a FIFO that a logger reads from, or that a service writes to. */
    private static final Pattern FIFO = Pattern.compile("10000([01]:)fifo-(?=pipe:)");

    /** The end for the logger, which a service inherits, too. */
    private static final Pattern READER = Pattern.compile(" fd=63,100000:fifo-pipe:\\[\\d+\\]");

    /** svscan may not make the FIFO, so that there is a pipe. */
    private static final Pattern NO_FIFO =
            Pattern.compile("(?s)svscan: warning: unable to open (?:(?!svscan: ).)*/supervise/pipe: [^\n]*\n");

    /**
     * The order of starts depends on the directory; a message may be repeated. This version's pipes are FIFOs in directories that
     * svscan makes: see {@link Difference#LOG_PIPE}.
     */
    @Override
    public Outcome compared(Outcome outcome, boolean java) {
        Map<String, String> pipes = new HashMap<>();
        return outcome.withoutFile("/supervise/pipe")
                .withoutFile("/supervise")
                .with("notes", notes -> Outcome.renumbered(sorted(pipes(notes)), PIPE, pipes))
                .with("stderr", messages -> sorted(NO_FIFO.matcher(messages).replaceAll("")));
    }

    private static String pipes(String notes) {
        return FIFO.matcher(READER.matcher(notes).replaceAll("")).replaceAll("$1");
    }

    private static String sorted(String lines) {
        return Arrays.stream(lines.split("\n"))
                .sorted((one, other) -> PIPE.matcher(one)
                        .replaceAll("")
                        .compareTo(PIPE.matcher(other).replaceAll("")))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    @Override
    public Case generate(Rng rng, boolean java) {
        Case made = new Case();
        String directory = rng.of("", "", "services/", "services/");
        if (!directory.isEmpty()) {
            made.directory("services", "755");
        }
        entries(made, rng, directory);
        environment(made, rng);
        if (rng.oneIn(200)) {
            for (int i = 0; i <= 1000; i++) {
                made.directory(directory + "n" + i, "755");
            }
            made.excludedBy(Difference.NUMBER_OF_SERVICES);
        }
        if (Privileges.root() && rng.oneIn(4)) {
            made.stage("user=65534");
        }
        if (!directory.isEmpty() && rng.oneIn(20)) {
            made.mode("services", rng.of("000", "111", "444"));
        }
        return made.runUntilQuiet("svscan", arguments(rng, directory));
    }

    private static List<String> arguments(Rng rng, String directory) {
        List<String> arguments = new ArrayList<>();
        if (!directory.isEmpty()) {
            arguments.add(rng.of("services", "./services/", Case.HERE + "/tree/services"));
        } else if (rng.oneIn(3)) {
            arguments.add(rng.of(".", "missing", "", "a", "--help", "-x", "--"));
        }
        if (rng.oneIn(10)) {
            arguments.add(rng.of("more", "--version", ""));
        }
        return arguments;
    }

    private static void environment(Case made, Rng rng) {
        String tools = Case.HERE + "/tools";
        String path = rng.of(tools, tools, tools, tools + ":/bin", "/nowhere:" + tools, "/nowhere", ":" + tools, "");
        made.variable("PATH=" + path);
        if (path.isEmpty()) {
            // The program supervise is then searched beside the directory supervise.
            made.excludedBy(Difference.LOG_PIPE);
        }
        rng.some(3, () -> rng.of("A=a", "B", "PATHS=x", "\u00ff=\u00fe")).forEach(made::variable);
        if (rng.oneIn(6)) {
            made.stage("umask=077");
        }
        if (rng.oneIn(6)) {
            made.stage("ignore=" + rng.of(1, 2, 15));
        }
    }

    private static void entries(Case made, Rng rng, String directory) {
        Set<String> names = new TreeSet<>(rng.some(6, () -> rng.of(NAMES)));
        if (rng.oneIn(12)) {
            for (int i = 0; i < 30; i++) {
                names.add("n" + i);
            }
        }
        names.remove(".");
        for (String name : names) {
            String path = directory + name;
            switch (rng.below(12)) {
                case 0 -> made.file(path, "755", "");
                case 1 -> made.link(path, "nowhere");
                case 2 -> made.link(path, name);
                case 3 -> made.link(path, rng.of(names.iterator().next(), "/nowhere", "."));
                case 4 -> made.fifo(path, "600");
                default -> service(made, rng, path);
            }
        }
    }

    private static void service(Case made, Rng rng, String path) {
        made.directory(path, "755");
        if (rng.oneIn(2)) {
            made.file(path + "/run", "755", "");
        }
        switch (rng.below(10)) {
            case 0, 1, 2, 3 -> made.directory(path + "/log", "755");
            case 4 -> made.file(path + "/log", "644", "");
            case 5 -> made.link(path + "/log", rng.of("..", "log", "nowhere", "/nowhere/x"));
            default -> {}
        }
        if (rng.oneIn(8)) {
            made.mode(path, rng.of("000", "444", "111"));
        }
        if (rng.oneIn(8)) {
            made.mode(path, "1755");
        }
    }

    /** 0.76 writes a message in pieces, and other children may write between them. */
    @Override
    public boolean dependsOnTime() {
        return true;
    }
}
