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

    @Test
    void settingsApplyToTheDirectoriesThatFollow() {
        List<Script.Step> steps =
                parse("./a", "s5000", "n3", "!cat", "./b", "n4", "/c").steps();

        assertThat(steps)
                .containsExactly(
                        new Script.Log("./a", 99999, 10, null),
                        new Script.Log("./b", 5000, 3, "cat"),
                        new Script.Log("/c", 5000, 4, "cat"));
    }

    @Test
    void sizesAreAtLeast4096() {
        assertThat(log("s", "./a").size()).isEqualTo(4096);
        assertThat(log("s4095", "./a").size()).isEqualTo(4096);
        assertThat(log("s4097", "./a").size()).isEqualTo(4097);
        assertThat(log("s16777214", "./a").size()).isEqualTo(16777214);
        assertThat(log("s16777216", "./a").size()).isEqualTo(16777216);
        assertThat(log("s9223372036854775808", "./a").size()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void minimumIsTwoFiles() {
        assertThat(log("n", "./a").files()).isEqualTo(2);
        assertThat(log("n1", "./a").files()).isEqualTo(2);
        assertThat(log("n18446744073709551615", "./a").files()).isEqualTo(-1);
    }

    @Test
    void numbersEndAfterTheirDigitsAndWrap() {
        assertThat(log("s5000x7", "./a").size()).isEqualTo(5000);
        assertThat(log("s-1", "./a").size()).isEqualTo(4096);
        assertThat(log("s18446744073709556616", "./a").size()).isEqualTo(5000);
    }
}
