package io.daemontools.suite.manuals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The pages of the manual, as man shows them. */
class PageIT {
    private static final List<String> SECTIONS = List.of(
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "SIGNALS",
            "FILES",
            "EXIT STATUS",
            "EXAMPLES",
            "COMPATIBILITY",
            "SEE ALSO");

    private static final Pattern REFERENCE = Pattern.compile("\\\\fB([a-z0-9]+)\\\\fR\\(8\\)");

    @Test
    void everyCommandHasOne() {
        assertThat(Page.commands()).isEqualTo(Toolset.COMMANDS);
    }

    @Test
    void hasItsSections() {
        for (String command : Toolset.COMMANDS) {
            List<String> headings = Page.of(command).headings();
            headings.remove("ENVIRONMENT");
            assertThat(headings).as(command).isEqualTo(SECTIONS);
        }
    }

    @Test
    void refersToPagesThatAreThere() {
        for (String command : Toolset.COMMANDS) {
            assertThat(REFERENCE.matcher(Page.of(command).roff()).results().map((MatchResult found) -> found.group(1)))
                    .as(command)
                    .isNotEmpty()
                    .isSubsetOf(Toolset.COMMANDS);
        }
    }

    @Test
    void webPagesAreWellFormedAndTheirLinksLeadSomewhere() throws Exception {
        List<String> names = new ArrayList<>(List.of("index.html"));
        Toolset.COMMANDS.forEach(command -> names.add(command + ".8.html"));
        for (String name : names) {
            NodeList links = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Page.HTML.resolve(name).toFile())
                    .getElementsByTagName("a");
            assertThat(links.getLength()).as(name).isPositive();
            for (int i = 0; i < links.getLength(); i++) {
                assertThat(((Element) links.item(i)).getAttribute("href"))
                        .as(name)
                        .isIn(names);
            }
        }
    }

    @InSandbox
    void groffReportsNoWarnings(Sandbox box) {
        needs(box, "groff");
        // -z: no output. man uses 78; some terminals are narrower.
        for (String width : List.of("78n", "60n")) {
            Result result = box.shell(
                            "for page; do groff -man -ww -z -Tascii -rLL=\"$WIDTH\" \"$page\" || exit; done", pages())
                    .with("WIDTH", width)
                    .run();
            assertThat(result).isEqualTo(Result.silent());
        }
    }

    @InSandbox
    void manReportsNoWarnings(Sandbox box) {
        needs(box, "man");
        Result result = box.shell("for page; do man --warnings -l \"$page\" | col -b || exit; done", pages())
                .with("MANWIDTH", "80")
                .run();
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        for (String command : Toolset.COMMANDS) {
            assertThat(result.out()).contains(command + " - ").contains(command + " --help | --version");
        }
    }

    @InSandbox
    void mandocReportsNoProblems(Sandbox box) {
        needs(box, "mandoc");
        Result result = box.shell("mandoc -T lint -W warning \"$@\"", pages()).run();
        assertThat(result).isEqualTo(Result.silent());
    }

    /** Each example is a valid shell script. */
    @InSandbox
    void showsScriptsThatAShellUnderstands(Sandbox box) {
        for (String command : Toolset.COMMANDS) {
            Page page = Page.of(command);
            assertThat(page.examples()).as(command).isNotEmpty();
            for (String example : page.examples()) {
                if (!example.startsWith("SV:")) {
                    box.file("example", example);
                    assertThat(box.program("sh", "-n", "example").run())
                            .as(example)
                            .isEqualTo(Result.silent());
                }
            }
        }
    }

    private static void needs(Sandbox box, String program) {
        assumeTrue(box.shell("command -v " + program).run().code() == 0, "needs " + program);
    }

    private static String[] pages() {
        return Toolset.COMMANDS.stream()
                .map(Page::file)
                .filter(Files::exists)
                .map(Object::toString)
                .toArray(String[]::new);
    }
}
