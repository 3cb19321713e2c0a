package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.util.List;

/** softlimit: which numbers it takes. {@link SmallLimitsIT} is about the limits themselves. */
class SoftlimitIT {
    private static final String USAGE = "softlimit: usage: softlimit [-a allbytes] [-c corebytes] [-d databytes] "
            + "[-f filebytes] [-l lockbytes] [-m membytes] [-o openfiles] [-p processes] [-r residentbytes] "
            + "[-s stackbytes] [-t cpusecs] child\n";

    /** Runs softlimit with soft limits that are lower than the hard ones. */
    private static Result limits(Toolset tools, Sandbox box, String option, String value) {
        return box.shell(
                        "ulimit -Sn 300; ulimit -Hn 400; ulimit -Sc 0; ulimit -St 1000; "
                                + "exec \"$1\" \"$2\" \"$3\" sh -c 'ulimit -Sa; ulimit -Ha'",
                        tools.command("softlimit"),
                        option,
                        value)
                .run();
    }

    @EachToolset
    void equalsSignMeansTheHardLimit(Toolset tools, Sandbox box) {
        assertThat(limits(tools, box, "-o", "=").out()).containsPattern("nofiles\\D+400\n(?s:.*)nofiles\\D+400\n");
        assertThat(limits(tools, box, "-o", "99999999999"))
                .as("a number above it")
                .isEqualTo(limits(tools, box, "-o", "="));
        assertThat(limits(tools, box, "-t", "=").out()).containsPattern("(?m)^time.*unlimited$");
    }

    @BeyondOriginal
    void unlimitedIsAsHighAsTheHardLimitAllows(Toolset tools, Sandbox box) {
        for (String letter : List.of("a", "c", "d", "f", "l", "m", "o", "p", "r", "s", "t")) {
            Result unlimited = limits(tools, box, "-" + letter, "unlimited");
            assertThat(unlimited).as(letter).isEqualTo(limits(tools, box, "-" + letter, "="));
            assertThat(unlimited.code()).isZero();
        }
    }

    @EachToolset
    void rejectsNonNumbers(Toolset tools, Sandbox box) {
        for (String value : new String[] {"-1", "+1", "8m", "0x10", "1 ", "==", "Unlimited", "unlimit", "unlimited "}) {
            assertThat(box.run(tools, "softlimit", "-c", value, "touch", "ran"))
                    .as(value)
                    .isEqualTo(Result.fails(100, USAGE));
        }
        assertThat(box.run(tools, "softlimit", "-c"))
                .isEqualTo(Result.fails(100, "softlimit: option requires an argument -- c\n" + USAGE));
        assertThat(box.path("ran")).doesNotExist();
        assertThat(box.run(tools, "softlimit", "-c", "", "sh", "-c", "ulimit -c"))
                .as("an empty number is 0")
                .isEqualTo(Result.prints("0\n"));
    }
}
