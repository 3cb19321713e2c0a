package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tests that pages name exist. */
class NamedTestsTest {
    /** A class and a method, as in {@code SvcIT.sendsAllLetters}. */
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:IT|Test))[.#](\\w+)`");

    @Test
    void exist() {
        Map<String, Path> tests = Repository.tests();
        List<Path> pages = Repository.files()
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
        int named = 0;
        for (Path page : pages) {
            for (MatchResult test :
                    TEST.matcher(Repository.content(page)).results().toList()) {
                named++;
                assertThat(tests).as(page + ": " + test.group()).containsKey(test.group(1));
                assertThat(Repository.content(tests.get(test.group(1))))
                        .as(page + ": " + test.group())
                        .contains("void " + test.group(2) + "(");
            }
        }
        assertThat(named).isGreaterThan(100);
    }
}
