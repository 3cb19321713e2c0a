package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** svls on real services, and on files that are none. */
class SvlsIT {
    private static final Pattern MEMBER = Pattern.compile("\"([a-z]+)\":");
    private static final Pattern REQUIRED = Pattern.compile("\"required\": \\[([^]]*)]");

    /** What may be at {@code status}, {@code state} and {@code history}. */
    private static final List<String> HOSTILE = List.of(
            "head -c 18 /dev/zero | tr '\\0' '\\377' > $f",
            "head -c 300 /dev/urandom > $f",
            "head -c 8192 /dev/urandom > $f",
            "mkfifo $f",
            "ln -s /dev/zero $f",
            "mkdir $f");

    @BeyondOriginal
    void showsServices(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("services/foo").run(ServiceDirectory.STAYS_UP);
        box.service("services/bar").run("exit 1").down();
        Running supervise = box.start(tools, "supervise", "services/foo");
        long pid = foo.up();
        // The status may be there before the process has written its start into the history.
        Await.until(
                "a count of restarts",
                () -> box.run(tools, "svls", "services/foo").out().matches("(?s).* [0-9]+s +0 .*"));

        Result table = box.run(tools, "svls", "services");
        assertThat(table.code()).isEqualTo(1);
        assertThat(table.err()).isEmpty();
        assertThat(table.out().lines().map(line -> line.replaceAll(" +", " ")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).isEqualTo("bar not supervised - - - - - -"))
                .anySatisfy(line -> assertThat(line).matches("foo up " + pid + " [0-9]+s 0 - (-|[0-9]+[KM]) -"));
        assertThat(box.run(tools, "svls", "services/foo").code()).isZero();

        assertThat(box.run(tools, "svls", "-x", "services").out())
                .contains("no svscan runs on services: a supervise that ends is not started again\n"
                        + "  type: svscan services &\n");

        Result json = box.run(tools, "svls", "-j", "services");
        assertThat(json.out())
                .contains("\"name\":\"bar\",\"directory\":\"services/bar\",\"state\":\"not supervised\"")
                .contains("\"up\":true")
                .contains("\"pid\":" + pid + ",");
        String first = json.out().lines().toList().get(1);
        assertThat(MEMBER.matcher(first).results().map((MatchResult member) -> member.group(1)))
                .containsExactlyInAnyOrderElementsOf(membersInSchema());

        box.shell("cd services; mv foo \"$(printf 'a\\033\\377')\"").run();
        assertThat(box.run(tools, "svls", "services").out()).contains("\na\\x1b\\xff up ");
        assertThat(box.run(tools, "svls", "-j", "services").out()).contains("\"name\":\"a\\u001b\\udcff\"");
        box.shell("cd services; printf dx >\"$(printf 'a\\033\\377')/supervise/control\"")
                .run();
        assertThat(supervise.ended()).isZero();
    }

    /** Those of a service. */
    private static List<String> membersInSchema() {
        return REQUIRED.matcher(Repository.content(Path.of("docs/svls.schema.json")))
                .results()
                .skip(1)
                .flatMap(required ->
                        Pattern.compile("[a-z]+").matcher(required.group(1)).results())
                .map(MatchResult::group)
                .toList();
    }

    /** A shell command at a pseudo-terminal, by the script of util-linux. */
    private static Invocation atTerminal(Toolset tools, Sandbox box, String command) {
        assumeTrue(box.shell("script --version").run().code() == 0, "needs script of util-linux");
        return box.program("script", "-qec", command, "/dev/null").on(tools).with("TERM", "xterm");
    }

    @BeyondOriginal
    void coloursAreForTerminals(Toolset tools, Sandbox box) {
        box.service("foo").run(ServiceDirectory.STAYS_UP);
        String red = "\033[31mnot supervised\033[m";
        assertThat(atTerminal(tools, box, "svls foo; echo; NO_COLOR=1 svls foo")
                        .run()
                        .out())
                .startsWith("NAME ")
                .containsSubsequence("foo  " + red + " ", "\r\n\r\n", "foo  not supervised ")
                .containsOnlyOnce("\033[31m");
        if (!tools.isJvm()) {
            assertThat(atTerminal(tools, box, "svls -x foo; NO_COLOR= svls foo")
                            .run()
                            .out())
                    .containsSubsequence("foo: " + red + "\r\n", "foo  " + red);
            assertThat(atTerminal(tools, box, "TERM=dumb svls foo; TERM= svls foo; unset TERM; svls foo")
                            .run()
                            .out())
                    .contains("foo  not supervised ")
                    .doesNotContain("\033");
            assertThat(atTerminal(tools, box, "svls foo | cat; svls -j foo; svls -m foo; svls -f file foo; cat file")
                            .run()
                            .out())
                    .contains("foo  not supervised ")
                    .doesNotContain("\033");
            assertThat(atTerminal(tools, box, "NO_COLOR=1 svls -x foo").run().out())
                    .doesNotContain("\033");
        }
        Running watching = atTerminal(tools, box, "svls -w foo").start();
        Await.until("table", () -> watching.out().contains("\033[J"));
        assertThat(watching.out()).startsWith("\033[HNAME ").contains("foo  " + red + " ");
    }

    @BeyondOriginal
    void readsAnyFile(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        foo.up();
        for (String made : tools.isJvm() ? HOSTILE.subList(1, 2) : HOSTILE) {
            box.shell("for f in foo/supervise/status foo/supervise/state foo/supervise/history; do rm -rf $f; " + made
                            + "; done")
                    .run();
            for (String option : List.of("-j", "--")) {
                Result result = box.run(tools, "svls", option, "foo");
                assertThat(result.code()).as(made).isLessThan(2);
                assertThat(result.err()).as(made).isEmpty();
                assertThat(result.out()).as(made).matches("[ -~\n]*");
            }
        }
        box.shell("rm -rf foo/supervise/status").run();
        foo.control("dx");
        assertThat(supervise.ended()).isZero();
    }
}
