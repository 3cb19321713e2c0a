package io.daemontools.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Effort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs a scenario once for each failure that is possible in it. */
final class EachFailure {

    /** What is certain after so many. */
    private static final int ENOUGH = 5;

    private EachFailure() {}

    /** For each call with one of its errors, chosen by the run's seed; in a whole run with each of them. */
    static void of(String title, List<List<String>> single, FaultInjector.Scenario scenario) throws IOException {
        Random random = new Random(Effort.seed());
        int tried = 0;
        List<String> broken = new ArrayList<>();
        for (List<String> errors : single) {
            List<String> chosen = Effort.isWhole() ? errors : List.of(errors.get(random.nextInt(errors.size())));
            for (String fault : chosen) {
                if (broken.size() < ENOUGH) {
                    run(scenario, fault, broken);
                    tried++;
                }
            }
        }
        assertThat(broken).isEmpty();
        System.out.printf("faults: %s: each of %d calls failed, in %d ways%n", title, single.size(), tried);
    }

    private static void run(FaultInjector.Scenario scenario, String fault, List<String> broken) throws IOException {
        try {
            scenario.run(fault);
        } catch (AssertionError error) {
            broken.add(fault + ": " + error);
        }
    }
}
