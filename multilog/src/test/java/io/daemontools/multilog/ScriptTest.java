package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static Script parse(String... arguments) {
        return Script.parse(new Arguments("multilog", arguments));
    }

    private static Script.Log log(String... arguments) {
        List<Script.Step> steps = parse(arguments).steps();
        return (Script.Log) steps.get(steps.size() - 1);
    }

    @Test
    void stampsIfTheFirstArgumentBeginsWithT() {
        assertThat(parse("t", "./main").stamped()).isTrue();
        assertThat(parse("text").stamped()).isTrue();
        assertThat(parse("e", "t").stamped()).isFalse();
        assertThat(parse().stamped()).isFalse();
        assertThat(parse("", "t").stamped()).isFalse();
    }

    @Test
    void theFirstCharacterDeterminesTheAction() {
        assertThat(parse("t", "+x", "-y", "extra", "=file", "./dir", "/dir", ".")
                        .steps())
                .extracting(Object::getClass)
                .containsExactly(
                        Script.Select.class,
                        Script.Select.class,
                        Script.Alert.class,
                        Script.Status.class,
                        Script.Log.class,
                        Script.Log.class,
                        Script.Log.class);
        assertThat(parse("", "x", "#", "t", "E", " ./dir").steps()).isEmpty();
    }

    private static String text(Script.Step step) {
        Script.Log log = (Script.Log) step;
        LogOptions options = log.options();
        return String.join(" ", log.directory(), "" + options.size(), "" + options.files(), options.processor());
    }

    @Test
    void settingsApplyToTheDirectoriesThatFollow() {
        List<Script.Step> steps =
                parse("./a", "s5000", "n3", "!cat", "./b", "n4", "/c").steps();

        assertThat(steps.stream().map(ScriptTest::text))
                .containsExactly("./a 99999 10 null", "./b 5000 3 cat", "/c 5000 4 cat");
    }

    @Test
    void furtherOptionsAreWholeWords() {
        LogOptions none =
                log("S", "S5x", "A-1", "R 1", "N", "Fast", "Debug", "./a").options();
        assertThat(List.of(none.totalSize(), none.maxAge(), none.rotateAfter())).containsOnly(0L);
        assertThat(List.of(none.keptIfFull(), none.syncAfter())).containsOnly(LogOptions.NONE);
        assertThat(none.dropping()).isFalse();
        LogOptions all = log("S5000", "A60", "R7", "N0", "F0", "D", "./a").options();
        assertThat(List.of(all.totalSize(), all.maxAge(), all.rotateAfter())).containsExactly(5000L, 60L, 7L);
        assertThat(List.of(all.keptIfFull(), all.syncAfter())).containsOnly(0L);
        assertThat(all.dropping()).isTrue();
        assertThat(log("F18446744073709551615", "./a").options().syncAfter()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void copiesAreWholeWords() {
        assertThat(parse("1", "pweb: ", "1", "json", "j", "1", "p", "1", "12", "1x")
                        .steps())
                .containsExactly(
                        new Script.Copy("", false),
                        new Script.Copy("web: ", false),
                        new Script.Copy("web: ", true),
                        new Script.Copy("", true));
    }

    @Test
    void sizesAreAtLeast4096() {
        assertThat(log("s", "./a").options().size()).isEqualTo(4096);
        assertThat(log("s4095", "./a").options().size()).isEqualTo(4096);
        assertThat(log("s4097", "./a").options().size()).isEqualTo(4097);
        assertThat(log("s16777214", "./a").options().size()).isEqualTo(16777214);
        assertThat(log("s16777216", "./a").options().size()).isEqualTo(16777216);
        assertThat(log("s9223372036854775808", "./a").options().size()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void minimumIsTwoFiles() {
        assertThat(log("n", "./a").options().files()).isEqualTo(2);
        assertThat(log("n1", "./a").options().files()).isEqualTo(2);
        assertThat(log("n18446744073709551615", "./a").options().files()).isEqualTo(-1);
    }

    @Test
    void numbersEndAfterTheirDigitsAndWrap() {
        assertThat(log("s5000x7", "./a").options().size()).isEqualTo(5000);
        assertThat(log("s-1", "./a").options().size()).isEqualTo(4096);
        assertThat(log("s18446744073709556616", "./a").options().size()).isEqualTo(5000);
    }
}
