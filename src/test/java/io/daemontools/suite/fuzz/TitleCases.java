package io.daemontools.suite.fuzz;

import java.util.ArrayList;
import java.util.List;

/** readproctitle: any words, the last of which is long enough or not, and any bytes. */
final class TitleCases implements Generator {
    @Override
    public Case generate(Choice choice, boolean java) {
        List<String> words = new ArrayList<>(
                choice.some(3, () -> choice.of("service", "errors:", "", "-x", "--", "\u00e9 \n", "--help")));
        if (!choice.oneIn(20)) {
            words.add(choice.text(choice.of(0, 3, 4, 5, 6, 7, 20, 400), ".ab \u00ff"));
        }
        String input = choice.oneIn(3) ? choice.bytes(choice.below(3000)) : choice.text(choice.below(600), "ab\n\0. ");
        return new Case().runShown("readproctitle", words, input);
    }

    /** On a JVM there are more zeros behind the last word, and what is in front is the launcher's until it runs. */
    @Override
    public Outcome compared(Outcome outcome, boolean java) {
        return java ? outcome.with("title", title -> outcome.lastArgument().replaceFirst("\0+$", "")) : outcome;
    }
}
