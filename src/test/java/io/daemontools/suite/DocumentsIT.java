package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Runs the examples of each document, from first to last, in one directory. Blocks that are only indented, or fenced otherwise, are
 * not run: builds and installations, which have tests of their own, and commands for other systems.
 */
class DocumentsIT {

    @EachToolset
    void readme(Toolset tools, Sandbox box) {
        follow("README.md", tools, box);
    }

    @EachToolset
    void troubleshooting(Toolset tools, Sandbox box) {
        follow("docs/troubleshooting.md", tools, box);
    }

    @EachToolset
    void examples(Toolset tools, Sandbox box) {
        follow("docs/examples.md", tools, box);
    }

    /** Every document with examples is listed here. */
    @Test
    void everyDocumentWithExamplesIsFollowed() {
        assertThat(Repository.files()
                        .filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !read(file.toString()).examples().isEmpty())
                        .map(Path::toString))
                .containsExactlyInAnyOrder("README.md", "docs/troubleshooting.md", "docs/examples.md");
    }

    private static Document read(String name) {
        return Document.of(name, Repository.content(Path.of(name)));
    }

    private static void follow(String name, Toolset tools, Sandbox box) {
        box.shell("chmod 755 .").run();
        Terminal terminal = new Terminal(box, tools);
        Document document = read(name);
        document.needs().forEach(need -> check(need, terminal));
        for (Document.Example example : document.examples()) {
            String where = name + ":" + example.line() + " on " + tools + ": ";
            if (example.isScript()) {
                terminal.typeAll(where, example.text());
            } else {
                example.exchanges().forEach(exchange -> expect(where, exchange, terminal));
            }
        }
    }

    private static void check(String need, Terminal terminal) {
        if (need.equals("root")) {
            Privileges.needRoot("another user's processes");
        } else {
            assumeTrue(terminal.type("command -v " + need).code() == 0, "needs " + need);
        }
    }

    /** Some effects take a moment: a command is repeated until its output is as shown. */
    private static void expect(String where, Document.Exchange exchange, Terminal terminal) {
        String shown = String.join("\n", exchange.output());
        Await.equal(where + exchange.command(), shown, () -> {
            String printed = terminal.type(exchange.command()).out();
            return Terminal.isAsShown(exchange, printed) ? shown : printed;
        });
    }
}
