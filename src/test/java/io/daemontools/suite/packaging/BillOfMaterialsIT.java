package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import org.junit.jupiter.api.BeforeEach;

/** The list of the parts of native programs that a release contains. */
class BillOfMaterialsIT {
    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    @InSandbox
    void namesThePartsOfNativePrograms(Sandbox box) {
        assumeTrue(
                box.shell("command -v jq && command -v cc && command -v musl-gcc")
                                .run()
                                .code()
                        == 0,
                "needs jq, cc and musl-gcc");
        Result printed = box.program(
                        "sh",
                        Packaging.path("src/main/sh/bom").toString(),
                        "1.2.3",
                        "0.16.0",
                        Build.target("native/bin").toString(),
                        "cc",
                        "musl-gcc")
                .run();
        assertThat(printed.code()).as(printed.err()).isZero();
        box.file("bom.json", printed.out());
        String libraries = asked(
                box,
                ".components[] | select(.type == \"library\") | \"\\(.name) \\(.version != \"\") "
                        + "\\(.licenses[0] | .expression // .license.id)\"");
        assertThat(libraries).isEqualTo("""
                        teavm-core true Apache-2.0
                        teavm-classlib true Apache-2.0
                        glibc true LGPL-2.1-or-later
                        musl true MIT
                        libgcc true GPL-3.0-or-later WITH GCC-exception-3.1
                        """);
        assertThat(asked(box, ".components[] | select(.type == \"file\" and .hashes[0].content != \"\") | .name")
                        .lines()
                        .toList())
                .isEqualTo(Toolset.COMMANDS.stream()
                        .map(command -> "bin/" + command)
                        .toList());
    }

    private static String asked(Sandbox box, String filter) {
        Result answer = box.program("jq", "-r", filter, "bom.json").run();
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out();
    }
}
