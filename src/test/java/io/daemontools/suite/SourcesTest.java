package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules for source files that can be checked in the files. */
class SourcesTest {
    private static final int LONGEST = 400;
    private static final Set<String> BINARY = Set.of("png", "ico", "jar", "gz");

    private static Stream<Path> texts() {
        return Repository.files().filter(file -> !BINARY.contains(ending(file)));
    }

    private static Stream<Path> sources() {
        return texts().filter(file -> ending(file).equals("java"));
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The lines that break a rule, as {@code FILE:LINE}. */
    private static List<String> linesOf(Stream<Path> files, Predicate<String> wrong) {
        return files.flatMap(file -> {
                    String[] lines = Repository.content(file).split("\n", -1);
                    return IntStream.range(0, lines.length)
                            .filter(i -> wrong.test(lines[i]))
                            .mapToObj(i -> file + ":" + (i + 1));
                })
                .toList();
    }

    @Test
    void findsSources() {
        assertThat(sources()).hasSizeGreaterThan(100);
    }

    @Test
    void sourcesAreShort() {
        Map<Path, Long> tooLong = sources()
                .collect(Collectors.toMap(
                        file -> file, file -> Repository.content(file).lines().count()));
        tooLong.values().removeIf(lines -> lines <= LONGEST);
        assertThat(tooLong).isEmpty();
    }

    /** Except files in FreeBSD's own style. */
    @Test
    void linesContainNoTabs() {
        assertThat(linesOf(texts().filter(file -> !file.startsWith("packaging/freebsd")), line -> line.contains("\t")))
                .isEmpty();
    }

    @Test
    void linesHaveNoTrailingBlanks() {
        assertThat(linesOf(texts(), line -> line.endsWith(" ") || line.endsWith("\r")))
                .isEmpty();
    }

    @Test
    void filesEndInANewline() {
        assertThat(texts().filter(file -> !Repository.content(file).endsWith("\n")))
                .isEmpty();
    }

    /** Neither methods nor blocks: there is only one thread. */
    @Test
    void nativeCodeIsNotSynchronized() {
        List<String> modules = Stream.concat(Stream.of("posix-native"), Repository.commonAndCommands().stream())
                .toList();
        Stream<Path> sources = sources()
                .filter(file -> modules.contains(file.getName(0).toString()))
                .filter(file -> file.startsWith(file.getName(0).resolve("src/main")));
        assertThat(linesOf(sources, line -> line.matches(".*\\b(synchronized|volatile)\\b.*")))
                .isEmpty();
    }
}
