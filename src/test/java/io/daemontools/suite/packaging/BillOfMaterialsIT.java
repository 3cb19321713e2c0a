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
        print(box, "");
        assertThat(libraries(box)).isEqualTo("""
                        teavm-core true Apache-2.0
                        teavm-classlib true Apache-2.0
                        glibc true LGPL-2.1-or-later
                        libgcc true GPL-3.0-or-later WITH GCC-exception-3.1
                        """);
        assertThat(asked(box, ".components[] | select(.type == \"file\" and .hashes[0].content != \"\") | .name")
                        .lines()
                        .toList())
                .isEqualTo(Toolset.COMMANDS.stream()
                        .map(command -> "bin/" + command)
                        .toList());
    }

    @InSandbox
    void namesTheLibraryOfTheOtherCompiler(Sandbox box) {
        print(box, "musl-gcc");
        assertThat(libraries(box)).contains("glibc true LGPL-2.1-or-later\nmusl true MIT\n");
    }

    /** Prints the list for programs of cc, and of this compiler if it has a name, to bom.json. */
    private static void print(Sandbox box, String compiler) {
        assumeTrue(
                box.shell("command -v jq && command -v cc && command -v " + (compiler.isEmpty() ? "cc" : compiler))
                                .run()
                                .code()
                        == 0,
                "needs jq, cc and " + compiler);
        Result printed = box.program(
                        "sh",
                        Packaging.path("src/main/sh/bom").toString(),
                        "1.2.3",
                        "0.16.0",
                        Build.target("native/bin").toString(),
                        "cc",
                        compiler)
                .run();
        assertThat(printed.code()).as(printed.err()).isZero();
        box.file("bom.json", printed.out());
    }

    private static String libraries(Sandbox box) {
        return asked(
                box,
                ".components[] | select(.type == \"library\") | \"\\(.name) \\(.version != \"\") "
                        + "\\(.licenses[0] | .expression // .license.id)\"");
    }

    private static String asked(Sandbox box, String filter) {
        Result answer = box.program("jq", "-r", filter, "bom.json").run();
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out();
    }
}
