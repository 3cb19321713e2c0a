package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shell with a toolset in its PATH. It runs the commands of a document. */
final class Terminal {
    /** What differs from run to run: a TAI64N label, and any number. */
    private static final Pattern VARIABLE = Pattern.compile("@[0-9a-f]{24}|\\d+");

    private final Sandbox box;
    private final Path answers;
    private final Running shell;
    private int typed;

    Terminal(Sandbox box, Toolset tools) {
        this.box = box;
        answers = box.directory("../answers");
        shell = box.program("sh").on(tools).reading().start();
    }

    /** Runs a script, every command of which must succeed; {@code where} describes it in a failure. */
    void typeAll(String where, List<String> script) {
        assertThat(type("set -e\n" + String.join("\n", script) + "\nset +e").code())
                .as(where)
                .isZero();
    }

    /** Runs a command, and returns its status with all that it printed. */
    Result type(String command) {
        int number = ++typed;
        Path status = answers.resolve(number + ".status");
        String script = "{\n%s\n} >%s/%d.out 2>&1; echo $? >%s.new; mv %s.new %s\n";
        shell.write(script.formatted(command, answers, number, status, status, status));
        Await.until("end of " + command, () -> Files.exists(status) || !shell.runs());
        String printed = box.content("../answers/" + number + ".out");
        assertThat(shell.runs()).as("the shell after " + script + printed).isTrue();
        int code =
                Integer.parseInt(box.content("../answers/" + number + ".status").trim());
        return new Result(code, printed, "");
    }

    /** Whether lines are those a document shows, with other numbers; a line that ends in dots may go on in any way. */
    static boolean isAsShown(Document.Exchange exchange, String printed) {
        StringBuilder pattern = new StringBuilder();
        for (String line : exchange.output()) {
            boolean open = line.endsWith("...");
            pattern.append(likeLine(open ? line.substring(0, line.length() - 3) : line));
            pattern.append(open ? "[^\n]*\n" : "\n");
        }
        return Pattern.matches(pattern.toString(), printed);
    }

    private static String likeLine(String line) {
        StringBuilder pattern = new StringBuilder();
        Matcher variable = VARIABLE.matcher(line);
        int end = 0;
        while (variable.find()) {
            pattern.append(Pattern.quote(line.substring(end, variable.start())));
            pattern.append(variable.group().startsWith("@") ? "@[0-9a-f]{24}" : "\\d+");
            end = variable.end();
        }
        return pattern.append(Pattern.quote(line.substring(end))).toString();
    }
}
