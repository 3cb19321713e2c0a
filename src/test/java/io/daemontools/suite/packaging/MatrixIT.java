package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/**
 * The C source tarball on other processors, with other compilers, C libraries and versions of make; its scripts under other shells. What
 * is not installed is left out, which the table shows.
 */
class MatrixIT {
    /** For a dozen builds on a busy machine. */
    private static final Duration BUILDS = Duration.ofMinutes(40);

    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    private static Invocation matrix(Sandbox box, String... names) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                Packaging.path("src/main/sh/matrix").toString(),
                Packaging.path("target").toString()));
        command.addAll(List.of(names));
        return box.program(command.toArray(String[]::new)).within(BUILDS);
    }

    @InSandbox
    void buildsAndWorksOnEachTarget(Sandbox box) {
        assumeTrue(Effort.isWhole(), "takes many minutes: in the whole run only");
        Result table = matrix(box).run();
        assertThat(table.code()).as(table.out() + table.err()).isZero();
        assertThat(table.out()).contains("| make | built | check: 22 commands work |");
    }

    /** Some read what others do not, such as a pattern of a case in a command substitution. ksh also prints advice, and exits 0. */
    @InSandbox
    void eachShellReadsTheScripts(Sandbox box) {
        Result result = box.shell(
                        "set -- \"$1/install\" \"$1\"/src/main/sh/* \"$1/freebsd/rc.d/svscan\" \"$1/debian/update-service\"\n"
                                + "for shell in dash ksh mksh posh yash 'busybox sh'; do\n"
                                + "  command -v ${shell% *} >/dev/null || continue\n"
                                + "  for script; do said=$($shell -n \"$script\" 2>&1) || echo \"$shell: $script: $said\"; done\n"
                                + "done\n",
                        Packaging.path("").toString())
                .run();
        assertThat(result).isEqualTo(Result.silent());
    }

    /** With a directory of FreeBSD's headers, in FREEBSD_SYSROOT, this is the check of {@code freebsd.c}. */
    @InSandbox
    void compilesForFreeBsd(Sandbox box) {
        String systems = System.getenv("FREEBSD_SYSROOT");
        assumeTrue(systems != null, "needs FreeBSD's headers, in FREEBSD_SYSROOT");
        for (String system : systems.split(" ", -1)) {
            Result table = matrix(box, system.replaceAll("=.*", ""))
                    .with("FREEBSD_SYSROOT", system)
                    .run();
            assertThat(table.code()).as(table.out() + table.err()).isZero();
            assertThat(table.out()).contains("files compile");
        }
    }
}
