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

/** svscan and any directory: whom it starts, with which words, where, with which descriptors, and what it says. */
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

    /** Whom it starts first is up to the directory; a complaint may have been repeated. */
    @Override
    public Outcome compared(Outcome outcome, boolean java) {
        Map<String, String> pipes = new HashMap<>();
        return outcome.with("notes", notes -> Outcome.renumbered(sorted(notes), PIPE, pipes))
                .with("stderr", ScanCases::sorted);
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
    public Case generate(Choice choice, boolean java) {
        Case made = new Case();
        String directory = choice.of("", "", "services/", "services/");
        if (!directory.isEmpty()) {
            made.directory("services", "755");
        }
        entries(made, choice, directory);
        environment(made, choice);
        if (choice.oneIn(200)) {
            for (int i = 0; i <= 1000; i++) {
                made.directory(directory + "n" + i, "755");
            }
            made.excludedBy(Difference.NO_LIMIT_OF_SERVICES);
        }
        if (Privileges.root() && choice.oneIn(4)) {
            made.stage("user=65534");
        }
        if (!directory.isEmpty() && choice.oneIn(20)) {
            made.mode("services", choice.of("000", "111", "444"));
        }
        return made.runUntilQuiet("svscan", words(choice, directory));
    }

    private static List<String> words(Choice choice, String directory) {
        List<String> words = new ArrayList<>();
        if (!directory.isEmpty()) {
            words.add(choice.of("services", "./services/", Case.HERE + "/tree/services"));
        } else if (choice.oneIn(3)) {
            words.add(choice.of(".", "missing", "", "a", "--help", "-x", "--"));
        }
        if (choice.oneIn(10)) {
            words.add(choice.of("more", "--version", ""));
        }
        return words;
    }

    private static void environment(Case made, Choice choice) {
        String tools = Case.HERE + "/tools";
        made.variable("PATH="
                + choice.of(tools, tools, tools, tools + ":/bin", "/nowhere:" + tools, "/nowhere", ":" + tools, ""));
        choice.some(3, () -> choice.of("A=a", "B", "PATHS=x", "\u00ff=\u00fe")).forEach(made::variable);
        if (choice.oneIn(6)) {
            made.stage("umask=077");
        }
        if (choice.oneIn(6)) {
            made.stage("ignore=" + choice.of(1, 2, 15));
        }
    }

    private static void entries(Case made, Choice choice, String directory) {
        Set<String> names = new TreeSet<>(choice.some(6, () -> choice.of(NAMES)));
        if (choice.oneIn(12)) {
            for (int i = 0; i < 30; i++) {
                names.add("n" + i);
            }
        }
        names.remove(".");
        for (String name : names) {
            String path = directory + name;
            switch (choice.below(12)) {
                case 0 -> made.file(path, "755", "");
                case 1 -> made.link(path, "nowhere");
                case 2 -> made.link(path, name);
                case 3 -> made.link(path, choice.of(names.iterator().next(), "/nowhere", "."));
                case 4 -> made.fifo(path, "600");
                default -> service(made, choice, path);
            }
        }
    }

    private static void service(Case made, Choice choice, String path) {
        made.directory(path, "755");
        if (choice.oneIn(2)) {
            made.file(path + "/run", "755", "");
        }
        switch (choice.below(10)) {
            case 0, 1, 2, 3 -> made.directory(path + "/log", "755");
            case 4 -> made.file(path + "/log", "644", "");
            case 5 -> made.link(path + "/log", choice.of("..", "log", "nowhere", "/nowhere/x"));
            default -> {}
        }
        if (choice.oneIn(8)) {
            made.mode(path, choice.of("000", "444", "111"));
        }
        if (choice.oneIn(8)) {
            made.mode(path, "1755");
        }
    }

    /** 0.76 writes a message in pieces, between which those of other children may come. */
    @Override
    public boolean dependsOnTime() {
        return true;
    }
}
