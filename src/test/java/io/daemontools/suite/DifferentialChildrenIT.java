package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Whatever the arguments, the variables and the files, our commands that change a process end as the original's do, and what
 * they run sees the same.
 */
@EnabledOnOs(OS.LINUX)
class DifferentialChildrenIT {
    private static final int TRIES = Effort.times(60);
    private static final int TRIES_WITH_JAVA = Effort.times(15);

    private static final List<String> ACCOUNTS = List.of(
            "root",
            "daemon",
            "nobody",
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
            "A.B=c");
    private static final List<String> FILES =
            List.of("A", "B", "C", "A.B", "C=", "=", "A=x", "UID", "GID", "NEW", "\u00ff", ".hidden", "two words");
    private static final String BYTES = "ab \t\n\0=\u00ff";

    private final Random random = new Random(Effort.seed());

    private static int tries(Comparison pair) {
        return pair.ours().isJvm() ? TRIES_WITH_JAVA : TRIES;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private List<String> some(int most, Function<Random, String> choice) {
        return Stream.generate(() -> choice.apply(random))
                .limit(random.nextInt(most + 1))
                .collect(Collectors.toList());
    }

    private List<String> variables() {
        List<String> directives = new ArrayList<>(List.of("open=0", "append=1", "append=2"));
        some(8, r -> "env=" + any(VARIABLES)).forEach(directives::add);
        return directives;
    }

    /** Seldom what makes no sense. */
    private List<String> program(Probe probe) {
        return switch (random.nextInt(12)) {
            case 0 -> List.of();
            case 1 -> List.of("missing");
            case 2 -> List.of("");
            default -> List.of(probe.path(), "an argument");
        };
    }

    private static void compare(
            Comparison pair, Probe probe, List<String> directives, String name, List<String> arguments)
            throws IOException {
        List<String> expected = probe.run(directives, command(pair.original().command(name), name, arguments));
        List<String> actual = probe.run(directives, command(pair.ours().command(name), name, arguments));
        if (pair.ours().isJvm()) {
            expected = InheritanceIT.withoutWhatJavaCannotDo(expected);
            actual = InheritanceIT.withoutWhatJavaCannotDo(actual);
        }
        assertThat(Probe.difference(expected, actual))
                .as(name + " " + arguments + " started with " + directives)
                .isEmpty();
    }

    private static List<String> command(String path, String name, List<String> arguments) {
        return Stream.concat(Stream.of(path, name), arguments.stream()).toList();
    }

    @Differential
    void accounts(Comparison pair, Sandbox box) throws IOException {
        Probe probe = Probe.in(box);
        for (int i = 0; i < tries(pair); i++) {
            List<String> arguments = new ArrayList<>(some(1, r -> any(ACCOUNTS)));
            arguments.addAll(program(probe));
            compare(pair, probe, variables(), Privileges.root() && i % 2 == 0 ? "setuidgid" : "envuidgid", arguments);
        }
    }

    @Differential
    void limits(Comparison pair, Sandbox box) throws IOException {
        Probe probe = Probe.in(box);
        for (int i = 0; i < tries(pair); i++) {
            List<String> arguments = new ArrayList<>();
            for (int j = random.nextInt(5); j > 0; j--) {
                arguments.addAll(limit(pair));
            }
            arguments.addAll(program(probe));
            compare(pair, probe, variables(), "softlimit", arguments);
        }
    }

    /**
     * On Java what comes after -f and before the program is not said under that limit. A small -t may end what is run, or not.
     */
    private List<String> limit(Comparison pair) {
        String letters = pair.ours().isJvm() ? "acdlmoprs" : "acdflmoprs";
        return switch (random.nextInt(20)) {
            case 0 -> List.of("--");
            case 1 -> List.of("-");
            case 2 -> List.of("-z", any(NUMBERS));
            case 3 -> List.of("-t", any(List.of("=", "1000", "18446744073709551615", "1000x")));
            case 4 -> List.of("-" + letters.charAt(random.nextInt(letters.length())));
            default -> {
                String letter = "-" + letters.charAt(random.nextInt(letters.length()));
                String number = any(NUMBERS);
                yield random.nextBoolean() ? List.of(letter + number) : List.of(letter, number);
            }
        };
    }

    @Differential
    void directoriesOfVariables(Comparison pair, Sandbox box) throws IOException {
        Probe probe = Probe.in(box);
        for (int i = 0; i < tries(pair); i++) {
            String directory = "variables" + i;
            box.directory(directory);
            for (String name : some(8, r -> any(FILES))) {
                variable(box, directory, name);
            }
            List<String> arguments = new ArrayList<>(List.of(random.nextInt(20) == 0 ? "missing" : directory));
            arguments.addAll(program(probe));
            compare(pair, probe, variables(), "envdir", arguments);
        }
    }

    /** Written by a shell, since Java has no names that are not text. */
    private void variable(Sandbox box, String directory, String name) {
        String content = some(40, r -> "" + BYTES.charAt(r.nextInt(BYTES.length()))).stream()
                .collect(Collectors.joining());
        box.file("content", random.nextInt(5) == 0 ? "" : content);
        box.shell("cat content > \"$1/$2\"", directory, name).run();
    }

    @Differential
    void locks(Comparison pair, Sandbox box) throws IOException {
        Probe probe = Probe.in(box);
        box.directory("directory");
        for (int i = 0; i < tries(pair); i++) {
            List<String> arguments =
                    some(3, r -> any(List.of("-n", "-N", "-x", "-X", "-nx", "-xX", "-xnN", "-z", "--", "-")));
            arguments.addAll(some(1, r -> any(List.of("lock", "missing/lock", "", "directory", "\u00ff"))));
            arguments.addAll(program(probe));
            compare(pair, probe, variables(), "setlock", arguments);
        }
    }

    @Differential
    void programs(Comparison pair, Sandbox box) throws IOException {
        Probe probe = Probe.in(box);
        List<String> entries = searchPath(box, probe);
        for (int i = 0; i < 2 * tries(pair); i++) {
            String path = some(5, r -> any(entries)).stream().collect(Collectors.joining(":"));
            List<String> directives = variables();
            directives.add(3, random.nextInt(10) == 0 ? "env=PATHS=" + path : "env=PATH=" + path);
            String name = any(List.of("pgrphack", "fghack", "pgrphack"));
            compare(
                    pair,
                    probe,
                    directives,
                    name,
                    List.of(any(List.of("prog", "prog", "prog", "", "./prog", ".", "1/prog"))));
        }
    }

    /** Directories in which a program is, or something of its name that cannot be run. */
    private static List<String> searchPath(Sandbox box, Probe probe) throws IOException {
        for (String directory : List.of("1", "2", "3", "4", "5/prog", "6")) {
            box.directory(directory);
        }
        Files.copy(Path.of(probe.path()), box.path("1/prog"));
        executable(box.path("1/prog"));
        box.file("2/prog", "not executable");
        executable(box.file("3/prog", "exit 0\n"));
        executable(box.file("4/prog", "#!/no/such/interpreter\n"));
        Files.createSymbolicLink(box.path("6/prog"), Path.of("prog"));
        return List.of(
                "1", "1", "2", "3", "4", "5", "6", "missing", "2/prog", "", ".", "1/", "x".repeat(5000), "\u00ff");
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
