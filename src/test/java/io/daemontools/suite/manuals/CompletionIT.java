package io.daemontools.suite.manuals;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Toolsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Completions, in their shells. */
class CompletionIT {
    private static final Toolset TOOLS = Toolsets.built().get(0);

    /** A directory with services and other files. */
    private static Path directory(Sandbox box) {
        box.service("dir/foo").run("true");
        box.directory("dir/other");
        box.file("dir/file", "");
        box.directory("dir/bar/supervise");
        box.service("dir/my service").run("true");
        box.service("dir/site/web").run("true");
        box.service("services/known").run("true");
        return box.directory("dir");
    }

    /** Shells may keep or remove the slash after a directory. */
    private static void completes(Shell shell, Sandbox box, String typed, String... arguments) {
        assertThat(shell.complete(box, TOOLS, directory(box), typed))
                .extracting(argument -> argument.replaceFirst("/$", ""))
                .as(typed)
                .containsExactly(arguments);
    }

    private static void completesWhatCommandsTake(Shell shell, Sandbox box) {
        shell.needed(box);
        completes(shell, box, "svc -d f", "-d", "foo");
        completes(shell, box, "svstat foo b", "foo", "bar");
        completes(shell, box, "svok my", "my service");
        completes(shell, box, "svlint -j foo b", "-j", "foo", "bar");
        completes(shell, box, "supervise site/", "site/web");
        completes(
                shell,
                box,
                "svc -u " + box.path("services/k"),
                "-u",
                box.path("services/known").toString());
        completes(shell, box, "svc -- f", "--", "foo");
        completes(shell, box, "svc --v", "--version");
        completes(shell, box, "tai64n --h", "--help");
        completes(shell, box, "setuidgid daemo", "daemon");
        completes(shell, box, "envuidgid daemon tai64nloc", "daemon", "tai64nlocal");
        completes(shell, box, "envdir oth", "other");
        completes(shell, box, "setlock -n fil", "-n", "file");
        completes(shell, box, "softlimit -m 5 -o7 tai64nloc", "-m", "5", "-o7", "tai64nlocal");
        completes(shell, box, "fghack tai64nloc", "tai64nlocal");
        completes(shell, box, "multilog t ./oth", "t", "./other");
    }

    private static void leavesTheRestAlone(Shell shell, Sandbox box) {
        shell.needed(box);
        completes(shell, box, "svc -d oth", "-d", "oth");
        completes(shell, box, "svc -d fil", "-d", "fil");
        completes(shell, box, "svok foo b", "foo", "b");
        completes(shell, box, "softlimit -m f", "-m", "f");
        completes(shell, box, "setuidgid nobody-of-this-name", "nobody-of-this-name");
        completes(shell, box, "tai64n f", "f");
        completes(shell, box, "readproctitle f", "f");
    }

    private static Result offersNothingWhereThereAreNoServices(Shell shell, Sandbox box) {
        shell.needed(box);
        Path empty = box.directory("empty");
        box.directory("empty/other");
        Result result = shell.session(box, "svc -d o").in(empty).on(TOOLS).run();
        assertThat(result.out()).contains("words:<-d><o>\n").doesNotContain("no match");
        assertThat(result.err()).doesNotContain("other");
        return result;
    }

    @InSandbox
    void bashCompletesWhatCommandsTake(Sandbox box) {
        completesWhatCommandsTake(Shell.BASH, box);
    }

    @InSandbox
    void bashIgnoresOtherWords(Sandbox box) {
        leavesTheRestAlone(Shell.BASH, box);
    }

    @InSandbox
    void bashOffersNothingWithoutServices(Sandbox box) {
        offersNothingWhereThereAreNoServices(Shell.BASH, box);
    }

    @InSandbox
    void zshCompletesWhatCommandsTake(Sandbox box) {
        completesWhatCommandsTake(Shell.ZSH, box);
    }

    @InSandbox
    void zshIgnoresOtherWords(Sandbox box) {
        leavesTheRestAlone(Shell.ZSH, box);
    }

    @InSandbox
    void zshReportsThatThereAreNoServices(Sandbox box) {
        assertThat(offersNothingWhereThereAreNoServices(Shell.ZSH, box).out()).contains("(no service directory here)");
    }

    /** All candidates, from the function that bash calls. */
    @InSandbox
    void bashOffersServicesAndDirectories(Sandbox box) {
        Shell.BASH.needed(box);
        assertThat(offers(box, "svc", "-d", ""))
                .contains(
                        "foo",
                        "bar",
                        "my\\ service",
                        "site/",
                        box.path("services/known").toString())
                .doesNotContain("other", "file");
        assertThat(offers(box, "svc", "-")).contains("-u", "-x", "--help").doesNotContain("-z");
        assertThat(offers(box, "svc", "-u", "-")).contains("-d").doesNotContain("--help");
    }

    private static List<String> offers(Sandbox box, String... arguments) {
        String script = """
                source "$1/$2"; shift
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
                _daemontools_$1
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        Path completions = Page.SHARE.resolve("bash-completion/completions");
        String[] argv = new String[arguments.length + 6];
        List<String> start = List.of("bash", "--norc", "-c", script, "bash", completions.toString());
        start.toArray(argv);
        System.arraycopy(arguments, 0, argv, start.size(), arguments.length);
        Result result = box.program(argv)
                .in(directory(box))
                .with("SERVICES", box.path("services").toString())
                .run();
        assertThat(result.err()).isEmpty();
        return result.out().lines().toList();
    }

    @Test
    void everyCommandHasOneForEachShell() {
        for (String command : Page.commands()) {
            assertThat(Files.exists(
                            Page.SHARE.resolve("bash-completion/completions").resolve(command)))
                    .as(command)
                    .isTrue();
            assertThat(Page.read(Page.SHARE.resolve("zsh/site-functions").resolve('_' + command)))
                    .startsWith("#compdef " + command + "\n");
        }
    }
}
