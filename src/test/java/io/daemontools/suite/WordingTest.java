package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages, manuals and comments are in plain English. CONTRIBUTING.md has the rules. */
class WordingTest {
    private static final Path LIST = Path.of("src/test/resources/io/daemontools/suite/wording");
    private static final String EVERYWHERE = "[everywhere]";
    private static final String PAGES_AND_MANUALS = "[pages and manuals]";

    /** Words in a sentence. The rule is 25; longer ones may be lists. */
    private static final int LONGEST_SENTENCE = 40;

    /** Sentences without a subject, such as "What is read is written before ...". */
    private static final Pattern HEADLESS = Pattern.compile("(What|Whoever) (\\S+ ){3,}.*[^?]");

    /** An expression of the list, and what to write instead. */
    private record Entry(Pattern expression, String instead) {
        static Entry of(String line) {
            String[] columns = line.split(" {2,}", 2);
            return new Entry(Pattern.compile(columns[0], Pattern.CASE_INSENSITIVE), columns[1]);
        }
    }

    private static List<Entry> entries(String section) {
        List<Entry> entries = new ArrayList<>();
        String in = "";
        for (String line : Repository.content(LIST).split("\n", -1)) {
            if (line.startsWith("[")) {
                in = line;
            } else if (in.equals(section) && !line.isBlank() && !line.startsWith("#")) {
                entries.add(Entry.of(line));
            }
        }
        assertThat(entries).as(section).isNotEmpty();
        return entries;
    }

    private static Stream<Path> files(String ending) {
        return Repository.files().filter(file -> file.toString().endsWith(ending));
    }

    private static Stream<Path> pages() {
        return files(".md");
    }

    private static Stream<Path> manuals() {
        return Stream.concat(files("Manual.java"), files("manual/SharedSections.java"))
                .filter(file -> file.toString().contains("src/main/"));
    }

    private static Stream<Path> sources(String... endings) {
        return Arrays.stream(endings).flatMap(WordingTest::files);
    }

    private static Stream<Path> scripts() {
        return Repository.files()
                .filter(file -> Repository.content(file).startsWith("#"))
                .filter(file -> !file.toString().endsWith(".md"));
    }

    /** Checks each block of each file; {@code faults} returns the faults of a block. */
    private static void check(
            Stream<Path> files,
            Function<Path, List<EnglishText>> reader,
            Function<EnglishText, Stream<String>> faults) {
        List<Path> checked = files.toList();
        assertThat(checked).isNotEmpty();
        assertThat(checked.stream()
                        .flatMap(file -> reader.apply(file).stream()
                                .flatMap(block ->
                                        faults.apply(block).map(fault -> file + ":" + block.line() + ": " + fault))))
                .isEmpty();
    }

    private static Function<EnglishText, Stream<String>> uses(String... sections) {
        List<Entry> entries = Arrays.stream(sections)
                .flatMap(section -> entries(section).stream())
                .toList();
        return block -> entries.stream().flatMap(entry -> {
            Matcher matcher = entry.expression().matcher(block.text());
            return matcher.results().map(use -> use.group() + " (write: " + entry.instead() + ")");
        });
    }

    private static Stream<String> badSentences(EnglishText block) {
        return block.sentences().stream()
                .filter(sentence -> sentence.split(" ").length > LONGEST_SENTENCE
                        || HEADLESS.matcher(sentence).matches());
    }

    @Test
    void pagesUsePlainWords() {
        check(pages(), EnglishText::ofPage, uses(EVERYWHERE, PAGES_AND_MANUALS));
    }

    @Test
    void manualsUsePlainWords() {
        check(manuals(), EnglishText::ofManual, uses(EVERYWHERE, PAGES_AND_MANUALS));
    }

    @Test
    void commentsUsePlainWords() {
        check(sources(".java", ".c", ".h"), EnglishText::ofComments, uses(EVERYWHERE));
        check(scripts(), EnglishText::ofScript, uses(EVERYWHERE));
    }

    @Test
    void pagesHaveShortSentencesWithASubject() {
        check(pages(), EnglishText::ofPage, WordingTest::badSentences);
    }

    @Test
    void manualsHaveShortSentencesWithASubject() {
        check(manuals(), EnglishText::ofManual, WordingTest::badSentences);
    }
}
