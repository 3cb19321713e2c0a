package io.daemontools.suite.manuals;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Manuals document exactly the options and arguments that the commands, and those of 0.76, accept. */
class ModelIT {
    private static final List<String> WITH_OPTIONS =
            List.of("svc", "softlimit", "setlock", "svlint", "svlogs", "svls", "svnew", "svwait");

    /** The options of svc that 0.76 refuses. */
    private static final String NOT_IN_THE_ORIGINAL = "eq12";

    /** The message and exit status of a command with too few arguments. */
    private static final Map<String, Integer> USAGE = Map.of(
            "supervise", 100,
            "svok", 100,
            "setuidgid", 100,
            "envuidgid", 100,
            "envdir", 111,
            "softlimit", 100,
            "setlock", 100,
            "fghack", 100,
            "pgrphack", 100);

    /** The commands whose option {@code -s} is one only as the first argument; they have no parser of options. */
    private static final Set<String> AS_FIRST_ARGUMENT = Set.of("fghack", "setuidgid");

    private static final Pattern CLUSTER = Pattern.compile("\\[-([a-zA-Z0-9]+)]");
    private static final Pattern VALUED = Pattern.compile("\\[-([a-zA-Z]) [a-z]+]");
    private static final Pattern OPTIONAL = Pattern.compile("\\[[^]]*]");

    /** The first synopsis in the manual of a command, in one line. */
    private static String synopsis(String command) {
        String help = Page.read(Page.SHARE.resolveSibling("manual").resolve(command + ".help"));
        Matcher usage =
                Pattern.compile("(?s)usage: (.*?)\n +" + command + " --help").matcher(help);
        assertThat(usage.find()).as(help).isTrue();
        return usage.group(1).replaceAll("\\s+", " ");
    }

    private static Map<Character, String> optionsInManual(String command) {
        Map<Character, String> options = new TreeMap<>();
        String synopsis = synopsis(command);
        CLUSTER.matcher(synopsis)
                .results()
                .map(MatchResult::group)
                .flatMapToInt(String::chars)
                .filter(Character::isLetterOrDigit)
                .forEach(letter -> options.put((char) letter, "option"));
        VALUED.matcher(synopsis)
                .results()
                .forEach(option -> options.put(option.group(1).charAt(0), "option with a value"));
        return options;
    }

    /** Tries every printable character as an option, with nothing after it. */
    private static Map<Character, String> optionsTaken(Sandbox box, Toolset tools, String command) {
        Map<Character, String> options = new TreeMap<>();
        IntStream.range('!', 0x7f).filter(letter -> letter != '-').forEach(letter -> {
            String messages = box.run(tools, command, "-" + (char) letter).err();
            if (messages.contains(command + ": option requires an argument -- " + (char) letter + "\n")) {
                options.put((char) letter, "option with a value");
            } else if (!messages.contains(command + ": illegal option -- " + (char) letter + "\n")) {
                options.put((char) letter, "option");
            }
        });
        return options;
    }

    @EachToolset
    void documentsAllOptions(Toolset tools, Sandbox box) {
        for (String command : WITH_OPTIONS) {
            if (tools.isOriginal() && Toolset.ADDED.contains(command)) {
                continue;
            }
            if (tools.isJvm()) {
                // The same parser, which starts slowly: all valid options at once.
                String letters = optionsInManual(command).keySet().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" -", "-", ""));
                String script = "for letter in " + letters + "; do \"$1\" $letter 2>&1; done";
                assertThat(box.shell(script, tools.command(command))
                                .on(tools)
                                .run()
                                .out())
                        .doesNotContain("illegal option");
            } else {
                Map<Character, String> documented = optionsInManual(command);
                if (tools.isOriginal() && command.equals("svc")) {
                    NOT_IN_THE_ORIGINAL.chars().forEach(letter -> documented.remove((char) letter));
                }
                assertThat(optionsTaken(box, tools, command))
                        .as(command)
                        .isEqualTo(documented)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void documentsNoOtherOptions() {
        for (String command : Page.commands()) {
            if (!WITH_OPTIONS.contains(command)) {
                Map<Character, String> options = AS_FIRST_ARGUMENT.contains(command) ? Map.of('s', "option") : Map.of();
                assertThat(optionsInManual(command)).as(command).isEqualTo(options);
            }
        }
    }

    @EachToolset
    void documentsTheNumberOfArguments(Toolset tools, Sandbox box) {
        for (Map.Entry<String, Integer> usage : USAGE.entrySet()) {
            String command = usage.getKey();
            long needed = Arrays.stream(OPTIONAL.matcher(synopsis(command))
                                    .replaceAll("")
                                    .trim()
                                    .split(" +"))
                            .count()
                    - 1;
            String[] arguments = new String[(int) needed];
            Arrays.fill(arguments, "/nonexistent/word");
            assertThat(box.run(tools, command, arguments).err())
                    .as(command + " with " + needed)
                    .contains("fatal")
                    .doesNotContain("usage");
            Result fewer = box.run(tools, command, Arrays.copyOf(arguments, (int) needed - 1));
            assertThat(fewer.code()).as(command).isEqualTo(usage.getValue());
            assertThat(fewer.err()).startsWith(command + ": usage: " + command);
        }
    }

    /** Arguments in brackets are optional. */
    @EachToolset
    void acceptsNoArguments(Toolset tools, Sandbox box) {
        for (String command : List.of("svc", "svstat", "multilog", "tai64n", "tai64nlocal")) {
            assertThat(OPTIONAL.matcher(synopsis(command)).replaceAll("").trim())
                    .isEqualTo(command);
            assertThat(box.run(tools, command)).as(command).isEqualTo(Result.silent());
        }
    }
}
