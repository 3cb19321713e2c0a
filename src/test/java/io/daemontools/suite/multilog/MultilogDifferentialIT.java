package io.daemontools.suite.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.Map;

/**
 * Generated scripts, directories and inputs: ours and the original leave the same files with the same contents and modes,
 * and say the same on stderr.
 *
 * <p>The number of a case is all it is made of. Input comes from files,
 * where it is known what the original reads at a time. Not compared: stamps, and what a slow writer's pipe does to the
 * original's reads.
 */
class MultilogDifferentialIT {

    private static final long CASES = Effort.times(150);
    private static final long FIRST = Effort.seed();

    @Differential
    void leavesTheSameFilesAndMessages(Comparison comparison, Sandbox box) throws IOException {
        long cases = comparison.ours().name().equals("jvm") ? CASES / 10 + 1 : CASES;
        for (long seed = FIRST; seed < FIRST + cases; seed++) {
            MultilogCase generated = CaseGenerator.generate(seed);
            assertThat(outcome(generated, comparison.ours(), box))
                    .as(generated.toString())
                    .isEqualTo(outcome(generated, comparison.original(), box));
        }
    }

    private static String outcome(MultilogCase generated, Toolset tools, Sandbox box) throws IOException {
        return generated.outcome(tools, box, box.directory(tools + "/" + generated.seed()), Map.of());
    }
}
