package io.daemontools.suite.manuals;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Path;
import java.util.List;

/** The output for a single {@code --help} or {@code --version} argument. */
class HelpIT {
    private static final Path TEXTS = Page.SHARE.resolveSibling("manual");

    @BeyondOriginal
    void printsHelp(Toolset tools, Sandbox box) {
        for (String command : Page.commands()) {
            Result result = box.run(tools, command, "--help");
            assertThat(result).isEqualTo(Result.prints(Page.read(TEXTS.resolve(command + ".help"))));
            assertThat(result.out())
                    .startsWith("usage: " + command)
                    .contains("\n       " + command + " --help | --version\n")
                    .contains("\nExit status:\n")
                    .endsWith("\nThe manual: man 8 " + command + "\n");
            assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
    }

    @BeyondOriginal
    void printsItsVersionOnOneLine(Toolset tools, Sandbox box) {
        String first = box.run(tools, "svok", "--version").out();
        assertThat(first).matches("svok \\(daemontools\\) \\d+\\.\\d+\\.\\d+\\S*\n");
        for (String command : Page.commands()) {
            assertThat(box.run(tools, command, "--version")).isEqualTo(Result.prints(first.replace("svok", command)));
        }
    }

    @BeyondOriginal
    void reportsAFailedWriteOfHelp(Toolset tools, Sandbox box) {
        for (String command : List.of("svc", "svscanboot")) {
            Result full = box.shell("exec \"$1\" --help >/dev/full", tools.command(command))
                    .on(tools)
                    .run();
            assertThat(full.code()).isEqualTo(111);
            assertThat(full.err().lines()).hasSize(1);
        }
    }

    /** With other arguments, their old meaning is unchanged. */
    @Differential
    void helpAmongOtherArgumentsKeepsItsOldMeaning(Comparison pair, Sandbox box) {
        List<List<String>> calls = pair.built().isJvm()
                ? List.of(List.of("--help", "missing"))
                : List.of(
                        List.of("--help", "missing"),
                        List.of("missing", "--help"),
                        List.of("--version", "--version"),
                        List.of("--help", ""),
                        List.of("--helpful"),
                        List.of("--hel"),
                        List.of("--Version"),
                        List.of("--version=1"),
                        List.of("-Help"));
        for (String command : Page.commands()) {
            if (!command.equals("svscanboot") && !Toolset.ADDED.contains(command)) {
                for (List<String> argv : calls) {
                    String[] arguments = argv.toArray(String[]::new);
                    assertThat(box.run(pair.built(), command, arguments))
                            .as(command + argv)
                            .isEqualTo(box.run(pair.original(), command, arguments));
                }
            }
        }
    }
}
