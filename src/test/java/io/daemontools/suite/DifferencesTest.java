package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.fuzz.Difference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** DIFFERENCES.md lists every intentional difference with its tests, and every excluded case. {@link NamedTestsTest}: they exist. */
class DifferencesTest {
    private static final String PAGE = Repository.content(Path.of("DIFFERENCES.md"));
    private static final Pattern ITEM = Pattern.compile("(?ms)^## ([A-Z_0-9]+)\n(.*?)(?=^## )");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(#([^)]+)\\)");
    private static final Pattern BEYOND = Pattern.compile("@BeyondOriginal\\s+(?:@[^\n]*\\s+)*void (\\w+)\\(");

    /** The items, by their names. */
    private static Map<String, String> items() {
        Map<String, String> items = new TreeMap<>();
        ITEM.matcher(PAGE).results().forEach(match -> items.put(match.group(1), match.group(2)));
        return items;
    }

    private static List<String> named(String label, String item) {
        return item.lines()
                .filter(line -> line.startsWith("* **" + label + "**: "))
                .flatMap(line -> Pattern.compile("`(\\w+)`").matcher(line).results())
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void everyItemIsComplete() {
        assertThat(items()).hasSizeGreaterThan(15);
        items().forEach((name, item) -> {
            for (String label : List.of("0.76", "This version", "Why", "Shown by")) {
                assertThat(item).as(name).contains("* **" + label + "**: ");
            }
            assertThat(TEST.matcher(item).results()).as(name).isNotEmpty();
        });
    }

    @Test
    void indexLinksToEveryItem() {
        String index = PAGE.substring(PAGE.indexOf("## Index"), PAGE.indexOf("## How it is tested"));
        Set<String> links = new TreeSet<>();
        LINK.matcher(index).results().forEach(link -> {
            assertThat(link.group(2)).isEqualTo(link.group(1).toLowerCase(Locale.ROOT));
            links.add(link.group(1));
        });
        assertThat(links).isEqualTo(items().keySet());
    }

    /** A class that excludes cases names their item, and the item names the class. */
    @Test
    void excludedCasesBelongToItems() {
        Set<String> listed = new TreeSet<>();
        items().forEach((name, item) ->
                named("Not compared in", item).forEach(type -> listed.add(name + " in " + type)));
        Set<String> excluded = new TreeSet<>();
        Repository.tests().forEach((type, file) -> {
            if (file.getParent().endsWith("fuzz")) {
                Pattern.compile("Difference[.#]([A-Z_0-9]+)")
                        .matcher(Repository.content(file))
                        .results()
                        .forEach(match -> excluded.add(match.group(1) + " in " + type));
            }
        });
        assertThat(excluded).isEqualTo(listed);
        assertThat(Arrays.stream(Difference.values()).map(Enum::name))
                .containsExactlyInAnyOrderElementsOf(excluded.stream()
                        .map(use -> use.substring(0, use.indexOf(' ')))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void testsNotRunAgainst076HaveAReason() {
        String reasons = PAGE.substring(PAGE.indexOf("## Tests not run against 0.76"));
        Set<String> unknown = new TreeSet<>();
        Repository.tests().forEach((type, file) -> {
            Stream<String> reason = Stream.of(type, file.getParent().getFileName() + ".*");
            if (reason.noneMatch(name -> reasons.contains("`" + name + "`"))) {
                BEYOND.matcher(Repository.content(file))
                        .results()
                        .map(match -> type + "#" + match.group(1))
                        .filter(test -> !PAGE.contains("`" + test + "`"))
                        .forEach(unknown::add);
            }
        });
        assertThat(unknown).isEmpty();
    }
}
