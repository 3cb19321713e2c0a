package io.daemontools.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.daemontools.posix.Posix;
import io.daemontools.simulation.unit.TestMachine;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected values are the behaviour of the original svc (letters without values) and softlimit (with values). */
class GetoptTest {
    private static final String SVC = "udopchaitkx";
    private static final String SOFTLIMIT = "a:c:d:f:l:m:o:p:r:s:t:";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    /** The options in order, each value in parentheses after its letter, and the operands. */
    private String read(String letters, String program, String... argv) {
        Arguments arguments = new Arguments(program, argv);
        Getopt getopt = new Getopt(arguments, posix, letters);
        StringBuilder read = new StringBuilder();
        char letter = getopt.next();
        while (letter != Getopt.END && letter != Getopt.ERROR) {
            read.append(letter);
            if (getopt.value() != null) {
                read.append('(').append(getopt.value()).append(')');
            }
            letter = getopt.next();
        }
        if (letter == Getopt.ERROR) {
            return read + " problem";
        }
        return read + " ["
                + IntStream.range(getopt.index(), arguments.size())
                        .mapToObj(arguments::get)
                        .collect(joining(",")) + "]";
    }

    private static org.junit.jupiter.params.provider.Arguments row(String expected, String... argv) {
        return arguments((Object) argv, expected);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> lettersAlone() {
        return Stream.of(
                row(" []"),
                row(" [d]", "d"),
                row("d [d]", "-d", "d"),
                row("du [d]", "-du", "d"),
                row("du [d]", "-d", "-u", "d"),
                row("ddud [d]", "-dd", "-ud", "d"),
                row("d []", "-d"),
                row(" [-d,d]", "--", "-d", "d"),
                row(" [d]", "--x", "d"),
                row(" [d]", "--up", "d"),
                row("d [-u,d]", "-d", "--up", "-u", "d"),
                row("d [-u]", "-d", "--", "-u"),
                row("d []", "-d", "--"),
                row(" [-,d]", "-", "d"),
                row("d [-]", "-d", "-"),
                row(" [,d]", "", "d"),
                row("d [,d]", "-d", "", "d"),
                row(" [d,-u]", "d", "-u"),
                row("d [d,-u]", "-d", "d", "-u"),
                row("d [d,--]", "-d", "d", "--"));
    }

    @ParameterizedTest
    @MethodSource("lettersAlone")
    void readsLetters(String[] argv, String expected) {
        assertThat(read(SVC, "svc", argv)).isEqualTo(expected);
        assertThat(machine.stderr()).isEmpty();
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> lettersWithValues() {
        return Stream.of(
                row("m(1000) [child]", "-m1000", "child"),
                row("m(1000) [child]", "-m", "1000", "child"),
                row("m(1000)a(5) [child,-m]", "-m", "1000", "-a5", "child", "-m"),
                row("a(m) [x]", "-am", "x"),
                row("a(:) [x]", "-a:", "x"),
                row("a(-m) [x]", "-a", "-m", "x"),
                row("m(--) [echo,x]", "-m", "--", "echo", "x"),
                row("m() [echo,x]", "-m", "", "echo", "x"),
                row("m(-) [x]", "-m", "-", "x"),
                row("m(5) [-a,x]", "-m5", "--", "-a", "x"));
    }

    @ParameterizedTest
    @MethodSource("lettersWithValues")
    void readsValues(String[] argv, String expected) {
        assertThat(read(SOFTLIMIT, "softlimit", argv)).isEqualTo(expected);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void mixesLettersWithAndWithoutValuesInACluster() {
        assertThat(read("nv:", "x", "-nnv5", "-nv", "6", "-n", "y")).isEqualTo("nnv(5)nv(6)n [y]");
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> unknown() {
        return Stream.of(
                row("z", "-z", "-d", "d"),
                row("z", "-dz", "d"),
                row("z", "-dz-u", "d"),
                row("-", "-d-u", "d"),
                row("-", "-d--", "d"),
                row(":", "-d:", "d"),
                row("?", "-?"),
                row("\u00ff", "-\u00ff"));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void reportsAnUnknownOption(String[] argv, String letter) {
        assertThat(read(SVC, "svc", argv)).endsWith(" problem");
        assertThat(machine.stderr()).isEqualTo("svc: illegal option -- " + letter + "\n");
    }

    @Test
    void colonIsNeverAnOption() {
        assertThat(read(SOFTLIMIT, "softlimit", "-:", "echo")).isEqualTo(" problem");
        assertThat(machine.stderr()).isEqualTo("softlimit: illegal option -- :\n");
    }

    @Test
    void reportsAMissingOptionValue() {
        assertThat(read(SOFTLIMIT, "softlimit", "-a5", "-m")).isEqualTo("a(5) problem");
        assertThat(machine.stderr()).isEqualTo("softlimit: option requires an argument -- m\n");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void messagesBeginWithTheProgramName(String program, String name) {
        read(SVC, program, "-z");
        assertThat(machine.stderr()).isEqualTo(name + ": illegal option -- z\n");
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> programs() {
        return Stream.of(
                arguments("svc", "svc"),
                arguments("/usr/bin/svc", "svc"),
                arguments("./other name", "other name"),
                arguments("a/", ""),
                arguments("", ""));
    }

    /** Reading the whole of a long cluster for each of its letters would take quadratic time. */
    @Test
    void readsAClusterLetterByLetter() {
        Arguments letters = new Arguments("svc", 1, new Arguments.Source() {
            @Override
            public String get(int index) {
                throw new AssertionError("read as a whole");
            }

            @Override
            public char charAt(int index, int position) {
                return "-uu".charAt(position % 3);
            }
        });
        Getopt getopt = new Getopt(letters, posix, SVC);
        for (int i = 1; i < 3; i++) {
            assertThat(getopt.next()).isEqualTo('u');
        }
    }

    @ParameterizedTest
    @CsvSource({"--json", "-d --json x", "-d x --json", "x --json y"})
    void aNewCommandRefusesWords(String argv) {
        String[] words = argv.split(" ");
        Getopt getopt = Getopt.withoutWords(new Arguments("svls", words), posix, SVC);
        char letter = getopt.next();
        while (letter != Getopt.END && letter != Getopt.ERROR) {
            letter = getopt.next();
        }
        assertThat(letter == Getopt.ERROR || getopt.hasWord(words.length)).isTrue();
        assertThat(machine.stderr()).isEqualTo("svls: illegal option -- --json\n");
    }

    @ParameterizedTest
    @CsvSource({"-- --json", "-d -- --json", "x -- -j", "x -"})
    void aNewCommandTakesOtherOperands(String argv) {
        String[] words = argv.split(" ");
        Getopt getopt = Getopt.withoutWords(new Arguments("svls", words), posix, SVC);
        while (getopt.next() != Getopt.END) {
            assertThat(machine.stderr()).isEmpty();
        }
        assertThat(getopt.hasWord(words.length)).isFalse();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void staysAtTheEnd() {
        Getopt getopt = new Getopt(new Arguments("svc", "-d", "--", "-u"), posix, SVC);
        assertThat(getopt.next()).isEqualTo('d');
        assertThat(getopt.next()).isEqualTo(Getopt.END);
        assertThat(getopt.index()).isEqualTo(2);
    }

    @Test
    void hasNoValueAfterAFlag() {
        Getopt getopt = new Getopt(new Arguments("x", "-v5", "-n"), posix, "nv:");
        getopt.next();
        assertThat(getopt.value()).isEqualTo("5");
        getopt.next();
        assertThat(getopt.value()).isNull();
    }
}
