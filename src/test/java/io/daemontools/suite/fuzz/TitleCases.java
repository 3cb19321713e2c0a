package io.daemontools.suite.fuzz;

import java.util.ArrayList;
import java.util.List;

/** readproctitle with any arguments, the last of which may be too short, and any bytes. */
final class TitleCases implements Generator {
    @Override
    public Case generate(Rng rng, boolean java) {
        List<String> arguments =
                new ArrayList<>(rng.some(3, () -> rng.of("service", "errors:", "", "-x", "--", "\u00e9 \n", "--help")));
        if (!rng.oneIn(20)) {
            arguments.add(rng.text(rng.of(0, 3, 4, 5, 6, 7, 20, 400), ".ab \u00ff"));
        }
        String input = rng.oneIn(3) ? rng.bytes(rng.below(3000)) : rng.text(rng.below(600), "ab\n\0. ");
        return new Case().runShown("readproctitle", arguments, input);
    }

    /** On a JVM there are more zeros behind the last argument, and the arguments before it are the launcher's until it runs. */
    @Override
    public Outcome compared(Outcome outcome, boolean java) {
        return java ? outcome.with("title", title -> outcome.lastArgument().replaceFirst("\0+$", "")) : outcome;
    }
}
