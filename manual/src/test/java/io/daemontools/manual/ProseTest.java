package io.daemontools.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daemontools.manual.Prose.Example;
import io.daemontools.manual.Prose.Item;
import io.daemontools.manual.Prose.Paragraph;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void distinguishesParagraphsListsAndExamples() {
        String text = """
                One paragraph
                of two lines.

                term
                    said of it
                    at length
                another
                    less

                    $ typed
                        and more
                """;
        assertThat(Prose.blocks(text))
                .containsExactly(
                        new Paragraph("One paragraph\nof two lines."),
                        new Item("term", "said of it\nat length"),
                        new Item("another", "less"),
                        new Example(List.of("$ typed", "    and more")));
    }

    @Test
    void isEmptyForEmptyText() {
        assertThat(Prose.blocks(" \n\n")).isEmpty();
    }

    @Test
    void rejectsATermWithoutText() {
        assertThatIllegalArgumentException().isThrownBy(() -> Prose.blocks("first\nsecond\n    said"));
    }
}
