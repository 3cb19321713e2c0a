package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Whatever the arguments, our svc writes what the original's writes, and complains alike. */
class DifferentialSvcIT {

    private static final List<String> DIRECTORIES = List.of("one", "two", "missing", "", "./one", "one/../two");

    @Differential
    void doesTheSameForAnyArguments(Comparison pair, Sandbox box) throws IOException {
        FakeSupervise one = FakeSupervise.in(box, "one");
        FakeSupervise two = FakeSupervise.in(box, "two");
        Random random = new Random(Effort.seed());
        for (int i = 0; i < Effort.times(40); i++) {
            String[] arguments = arguments(random);
            Result expected = box.run(pair.original(), "svc", arguments);
            List<String> written = List.of(one.commands(), two.commands());

            assertThat(box.run(pair.ours(), "svc", arguments))
                    .as(List.of(arguments).toString())
                    .isEqualTo(expected);
            assertThat(List.of(one.commands(), two.commands()))
                    .as(List.of(arguments).toString())
                    .isEqualTo(written);
        }
    }

    private static String[] arguments(Random random) {
        List<String> arguments = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            arguments.add(cluster(random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            arguments.add(DIRECTORIES.get(random.nextInt(DIRECTORIES.size())));
        }
        return arguments.toArray(String[]::new);
    }

    /** Some letters, seldom with one that is none, or something that ends the options. */
    private static String cluster(Random random) {
        int kind = random.nextInt(20);
        String ending = kind == 0 ? "--" : kind == 1 ? "--u" : kind == 2 ? "-" : null;
        if (ending != null) {
            return ending;
        }
        String letters = kind == 3 ? "udopchaitkx-Z:?\u00e9" : "udopchaitkx";
        return random.ints(1 + random.nextInt(6), 0, letters.length())
                .mapToObj(letters::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining("", "-", ""));
    }
}
