package io.daemontools.suite.manuals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An interactive shell with the completions, in which lines are typed and the tab key is pressed. */
enum Shell {
    BASH {
        @Override
        Invocation session(Sandbox box, String line) {
            // A function with the command's name prints its arguments.
            String command = line.substring(0, line.indexOf(' '));
            String typed = "source '" + COMPLETIONS.resolve("bash-completion/completions/" + command) + "'\n"
                    + command + "() { printf '" + SHOWN + "'; printf '<%s>' \"$@\"; echo; }\n"
                    + line + "\t\n";
            return box.program("bash", "--norc", "--noprofile", "-i").reading(typed);
        }
    },
    ZSH {
        @Override
        Invocation session(Sandbox box, String line) {
            String command = line.substring(0, line.indexOf(' '));
            return box.program(
                    "zsh",
                    "-f",
                    box.file("terminal.zsh", TERMINAL).toString(),
                    COMPLETIONS.resolve("zsh/site-functions").toString(),
                    command + "() { print -rn -- '" + SHOWN + "'; printf '<%s>' \"$@\"; print }",
                    line + "\t");
        }
    };

    private static final Path COMPLETIONS = Page.SHARE;
    private static final String SHOWN = "words:";

    /** zsh completes only at a terminal, so one zsh runs another at a pseudo-terminal. */
    private static final String TERMINAL = String.join(
            "\n",
            "zmodload zsh/zpty || exit",
            "zpty shell zsh -f -i",
            "zpty -w shell \"unsetopt zle_bracketed_paste prompt_cr prompt_sp; unset zle_bracketed_paste; PS1= TERM=dumb\"",
            "zpty -w shell \"fpath=(${(q)1} \\$fpath); autoload -Uz compinit; compinit -u -D; unsetopt auto_list beep\"",
            "zpty -w shell 'zstyle \":completion:*:messages\" format \"(%d)\"'",
            "zpty -w shell \"$2; print -r -- READ''Y\"",
            "zpty -r shell seen '*READY*'",
            "zpty -w shell \"$3\"",
            "zpty -r shell seen '*" + SHOWN + "*'$'\\n'",
            "print -r -- ${seen//$'\\r'/}",
            "");

    abstract Invocation session(Sandbox box, String line);

    /** Skips the test if this shell is not installed. */
    void needed(Sandbox box) {
        String name = name().toLowerCase(Locale.ROOT);
        assumeTrue(box.shell("command -v " + name).run().code() == 0, "needs " + name);
    }

    /** The arguments of a command whose line is typed like this and completed at its end. */
    List<String> complete(Sandbox box, Toolset tools, Path directory, String line) {
        Result result = session(box, line)
                .in(directory)
                .on(tools)
                .with("SERVICES", box.path("services").toString())
                .run();
        List<String> shown =
                result.out().lines().filter(seen -> seen.startsWith(SHOWN)).toList();
        assertThat(shown).as(line + " -> " + result).hasSize(1);
        String arguments = shown.get(0).substring(SHOWN.length());
        return Arrays.asList(arguments.substring(1, arguments.length() - 1).split("><", -1));
    }
}
