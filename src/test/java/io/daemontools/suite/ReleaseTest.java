package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The places that have a version, or the date of one, agree. docs/release.md has the steps. */
class ReleaseTest {
    private static final Path POM = Path.of("pom.xml");
    private static final Pattern PROJECT = Pattern.compile(
            "<groupId>io\\.daemontools</groupId>\\s*<artifactId>daemontools</artifactId>\\s*<version>(.*?)</version>");

    private static String found(Pattern pattern, Path file) {
        Matcher matcher = pattern.matcher(Repository.content(file));
        assertThat(matcher.find()).as(file + " has " + pattern).isTrue();
        return matcher.group(1);
    }

    /** {@code bench/jmh} is not a module, so Maven does not compare its version. */
    @Test
    void allModulesHaveOneVersion() {
        List<Path> poms = Repository.files()
                .filter(file -> file.getFileName().equals(POM.getFileName()))
                .toList();
        assertThat(poms)
                .hasSizeGreaterThan(30)
                .allSatisfy(pom -> assertThat(found(PROJECT, pom)).isEqualTo(found(PROJECT, POM)));
    }

    @Test
    void changelogBeginsWithTheVersion() {
        String version = found(PROJECT, POM);
        String date = found(Pattern.compile("<project\\.build\\.outputTimestamp>(.*?)T00:00:00Z<"), POM);
        assertThat(found(Pattern.compile("\n## (.*)\n"), Path.of("CHANGELOG.md")))
                .isEqualTo(version.endsWith("-SNAPSHOT") ? "Unreleased" : version + " - " + date);
    }
}
