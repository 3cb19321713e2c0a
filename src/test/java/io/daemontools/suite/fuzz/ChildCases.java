package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Privileges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands that change the process state and execute a program, in any initial state, with any arguments; {@code probe.c}
 * reports.
 */
final class ChildCases implements Generator {
    private static final String PROBE = Case.HERE + "/tools/probe";
    private static final List<String> ACCOUNTS = List.of(
            "root",
            "daemon",
            "nobody",
            "bin",
            "0",
            "1",
            "",
            "no such",
            "root:x",
            "ROOT",
            "x".repeat(3000),
            "-",
            "--",
            "\u00ff",
            "+");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "3",
            "=",
            "4096",
            "1000000",
            "20000000",
            "2147483648",
            "4294967296",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "36893488147419103233",
            "0100",
            "1x",
            "x",
            "",
            "-1",
            "+1",
            " 1",
            "==",
            "1=",
            "unlimited=",
            "unlimite",
            "infinity",
            "\u00b2");
    private static final List<String> VARIABLES = List.of(
            "A=a",
            "A=second",
            "B=",
            "B",
            "=b",
            "",
            "UID=1",
            "GID=2",
            "PATH=/usr/bin",
            "C=x=y",
            "\u00ff=\u00fe",
            "UIDS=3",
            "A.B=c",
            "HOME=/",
            "LC_ALL=C");
    private static final List<String> FILES = List.of(
            "A",
            "B",
            "C",
            "A.B",
            "C=",
            "=",
            "A=x",
            "UID",
            "GID",
            "NEW",
            "\u00ff",
            ".hidden",
            "two words",
            "a\nb",
            "PATH");

    private static final String CHLD_IGNORED = "ignore=17";

    /** More than the original holds without allocating memory. */
    private static final String LONG_ENTRY = "x".repeat(5000);

    private static final List<String> PATH_ENTRIES =
            List.of("1", "1", "2", "3", "4", "5", "6", "7", "missing", "2/prog", "", ".", "1/", LONG_ENTRY, "\u00ff");
    private static final Pattern FILE = Pattern.compile("(?<= file )[0-9a-f]+:[0-9a-f]+(?= type)");
    private static final Pattern LOST_ON_JAVA = Pattern.compile("(?m)^(ignored (4|7|8|11)|pending .*)\n");

    private final String command;

    ChildCases(String command) {
        this.command = command;
    }

    /**
     * HotSpot handles ILL, BUS, FPE and SEGV itself: they do not stay ignored, and pending signals are lost. Its open files
     * change the numbers of descriptors.
     */
    @Override
    public Outcome compared(Outcome seen, boolean java) {
        Outcome outcome = seen.withFile("report", report -> Outcome.renumbered(report, FILE, new HashMap<>()));
        if (!java) {
            return outcome;
        }
        return outcome.withFile(
                "report",
                report -> LOST_ON_JAVA
                        .matcher(report)
                        .replaceAll("")
                        .replaceAll("(?m)^descriptor \\d+", "descriptor")
                        .lines()
                        .sorted()
                        .collect(Collectors.joining("\n")));
    }

    @Override
    public Case generate(Rng rng, boolean java) {
        Case made = new Case().file("report", "666", "").directory("7", "000");
        state(made, rng, java);
        rng.some(8, () -> rng.of(VARIABLES)).forEach(made::variable);
        List<String> arguments = new ArrayList<>(
                switch (command) {
                    case "setuidgid", "envuidgid" -> rng.some(1, () -> rng.of(ACCOUNTS));
                    case "softlimit" -> limits(made, rng, java);
                    case "envdir" -> variables(made, rng);
                    case "setlock" -> locks(made, rng);
                    default -> rng.oneIn(8) ? List.of(rng.of("--", "-", "-n")) : List.<String>of();
                });
        arguments.addAll(program(made, rng));
        if (command.endsWith("uidgid")
                && !arguments.isEmpty()
                && arguments.get(0).matches("[0-9]+")) {
            made.excludedBy(Difference.ACCOUNT_NUMBERS);
        }
        if (arguments.stream().anyMatch(argument -> MEMORY.matcher(argument).matches())
                && made.hasVariableWith(LONG_ENTRY)) {
            made.excludedBy(Difference.SOFTLIMIT_MEMORY);
        }
        if (rng.oneIn(30)) {
            arguments = arguments.subList(0, rng.below(arguments.size() + 1));
        }
        if (command.equals("setlock") && arguments.indexOf(PROBE) == arguments.size() - 1) {
            arguments = List.of("-n", "lock");
        }
        if (rng.oneIn(60)) {
            arguments = List.of(rng.of("--help", "--version", "-?"));
        }
        return made.run(command, arguments);
    }

    /** Mostly a valid choice. */
    private static List<String> program(Case made, Rng rng) {
        return switch (rng.below(14)) {
            case 0 -> List.of();
            case 1 -> {
                programs(made);
                yield List.of(rng.of("missing", "", "1", "./2/prog", "3/prog", "4/prog", "1/prog/x"));
            }
            case 2, 3, 4 -> {
                programs(made);
                String path = String.join(":", rng.some(5, () -> rng.of(PATH_ENTRIES)));
                made.variable((rng.oneIn(10) ? "PATHS=" : "PATH=") + path);
                yield List.of("prog", "an argument", "");
            }
            default -> List.of(PROBE, rng.of("an argument", "-x", "", "\u00ff\n"));
        };
    }

    /** Directories with a program, or with a file of its name that cannot be executed. */
    private static void programs(Case made) {
        for (String directory : List.of("1", "2", "3", "4", "5", "5/prog", "6")) {
            made.directory(directory, "755");
        }
        made.link("1/prog", PROBE)
                .file("2/prog", "644", "not executable")
                .file("3/prog", "755", "exit 0\n")
                .file("4/prog", "755", "#!/no/such/interpreter\n")
                .link("6/prog", "prog");
    }

    private void state(Case made, Rng rng, boolean java) {
        if (rng.oneIn(4)) {
            made.stage("umask=" + rng.of("000", "022", "077", "777"));
        }
        if (rng.oneIn(4)) {
            made.stage("nice=" + rng.of("1", "5"));
        }
        if (!java) {
            rng
                    .some(3, () -> rng.of("ignore=", "block=", "raise=") + rng.of(1, 2, 3, 13, 14, 15, 17, 18, 20, 34))
                    .stream()
                    .filter(directive -> !directive.startsWith("raise=")
                            || List.of("raise=17", "raise=18").contains(directive))
                    .forEach(made::stage);
            if (command.equals("fghack") && made.hasStage(CHLD_IGNORED)) {
                made.excludedBy(Difference.CHLD_IGNORED);
            }
            if (rng.oneIn(4)) {
                made.stage("close=" + rng.of(0, 1, 2, 3));
            }
            if (rng.oneIn(4)) {
                made.stage("open=" + rng.of(3, 5, 9, 40));
            }
            if (rng.oneIn(6)) {
                made.stage("soft="
                        + rng.of("core:0", "nofile:12", "nofile:40", "fsize:100000", "nproc:4000", "stack:300000"));
            }
        }
        if (Privileges.root() && rng.oneIn(5)) {
            made.stage("user=65534");
        }
    }

    /** Limits that kill the program at once; it must not dump core. */
    private static final Pattern SMALL = Pattern.compile("-[asmdr].*");

    /** Limits on memory, which may be too small to search for a program. */
    private static final Pattern MEMORY = Pattern.compile("-[adm].*");

    /** On Java the part between -f and the program is not printed under that limit. A small -t may end the program. */
    private static List<String> limits(Case made, Rng rng, boolean java) {
        List<String> arguments = new ArrayList<>();
        String letters = java ? "acdlmoprs" : "acdflmoprs";
        for (int i = rng.below(5); i > 0; i--) {
            String letter = "-" + rng.text(1, letters);
            String number = rng.of(NUMBERS);
            arguments.addAll(
                    switch (rng.below(20)) {
                        case 0 -> List.of("--");
                        case 1 -> List.of("-");
                        case 2 -> List.of("-z", number);
                        case 3 -> List.of("-t", rng.of("=", "1000", "18446744073709551615", "1000x"));
                        case 4 -> List.of(letter);
                        case 5, 6, 7, 8, 9, 10 -> List.of(letter, number);
                        default -> List.of(letter + number);
                    });
        }
        if (arguments.stream().anyMatch(argument -> SMALL.matcher(argument).matches())) {
            made.stage("hard=core:0");
        }
        return arguments;
    }

    private static List<String> variables(Case made, Rng rng) {
        made.directory("variables", "755");
        String mode = rng.oneIn(20) ? "000" : "755";
        Set<String> names = new TreeSet<>(rng.some(8, () -> rng.of(FILES)));
        for (String name : names) {
            String path = "variables/" + name;
            String content = rng.oneIn(5) ? "" : rng.text(rng.below(40), "ab \t\n\0=\u00ff");
            switch (rng.below(25)) {
                case 0 -> {
                    made.directory(path, "755");
                    if (!name.startsWith(".")) {
                        made.excludedBy(Difference.ENVDIR_DIRECTORY);
                    }
                }
                case 1 -> made.link(path, name);
                case 2 -> made.link(path, "nowhere").excludedBy(Difference.ENVDIR_DANGLING_LINK);
                case 3 -> made.file(path, "000", content);
                case 4 -> made.file(path, "644", rng.text(1, "a b") + "long".repeat(5000) + content);
                case 5 -> made.fifo(path, "644");
                default -> made.file(path, "644", content);
            }
        }
        made.mode("variables", mode);
        return rng.oneIn(20)
                ? rng.some(1, () -> rng.of("missing", "report", "", "7"))
                : List.of(rng.of("variables", "./variables/", "variables"));
    }

    private static List<String> locks(Case made, Rng rng) {
        List<String> arguments = new ArrayList<>(
                rng.some(3, () -> rng.of("-n", "-N", "-x", "-X", "-nx", "-xX", "-xnN", "-z", "--", "-")));
        String file =
                rng.of("lock", "lock", "new", "missing/lock", "", "1", "\u00ff", "7/lock", "fifo", "loop", "shut");
        made.file("lock", "600", "old\n")
                .fifo("fifo", "600")
                .link("loop", "loop")
                .file("shut", "000", "");
        if (rng.oneIn(4)) {
            // without -n, setlock would wait
            made.lock("lock");
            arguments = new ArrayList<>(List.of(rng.of("-n", "-nx", "-xn", "-nX")));
        }
        arguments.add(file);
        return arguments;
    }
}
