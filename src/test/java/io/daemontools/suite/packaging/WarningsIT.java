package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;

/**
 * Compilers have nothing to warn of in the C that is written by hand. Generated C is compiled without warnings; what is written by
 * hand and compiled together with it is told apart by name.
 */
class WarningsIT {
    private static final Pattern BY_HAND =
            Pattern.compile("/(collector|literals|help|program_\\w+)\\.[ch]:[0-9:]+ (warning|error)");

    /** {@code -Wsection} warns of what program_head.h is for. */
    private static final List<String> WARNINGS = List.of("-Wall", "-Wextra", "-Wno-section");

    private static final List<String> HEADERS = List.of("-DDT_STRING_HEADER=(0)", "-DDT_CHARACTERS_HEADER=(0)");

    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    @InSandbox
    void theSystemsCompilerHasNone(Sandbox box) {
        hasNone(box, "cc");
    }

    @InSandbox
    void clangHasNone(Sandbox box) {
        hasNone(box, "clang");
    }

    @InSandbox
    void aCompilerFor32BitsHasNone(Sandbox box) {
        hasNone(box, "i686-linux-gnu-gcc");
    }

    private static void hasNone(Sandbox box, String compiler) {
        assumeTrue(box.shell("command -v \"$1\"", compiler).run().code() == 0, "needs " + compiler);
        Path runtime = Build.target("native/c/runtime");
        for (String file : Build.under(runtime)) {
            if (file.endsWith(".c")) {
                Result result =
                        compiled(box, compiler, List.of("-Wmissing-prototypes", "-Werror"), runtime.resolve(file));
                assertThat(result).as(file).isEqualTo(Result.silent());
            }
        }
        Path program = Build.target("native/c/svok");
        assertNoneByHand(generated(box, compiler, List.of(), program.resolve("program.c")));
        assertNoneByHand(generated(box, compiler, List.of("-DDT_GC_EVERY_ALLOCATION"), program.resolve("program.c")));
        assertNoneByHand(generated(box, compiler, HEADERS, program.resolve("literals.c")));
    }

    private static void assertNoneByHand(Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err().lines().filter(line -> BY_HAND.matcher(line).find()))
                .isEmpty();
    }

    /** Compiles a file of generated C with the flags that the Makefile has for it, but for the one that leaves warnings out. */
    private static Result generated(Sandbox box, String compiler, List<String> more, Path file) {
        List<String> flags = new ArrayList<>(variable("GENERATED"));
        flags.remove("-w");
        flags.addAll(more);
        return compiled(box, compiler, flags, file);
    }

    private static Result compiled(Sandbox box, String compiler, List<String> flags, Path file) {
        List<String> words = new ArrayList<>(List.of(compiler));
        words.addAll(variable("COMMON"));
        words.addAll(flags);
        words.addAll(WARNINGS);
        words.addAll(List.of(
                "-I" + Build.target("native/c/runtime"),
                "-c",
                "-o",
                box.path("object.o").toString()));
        words.add(file.toString());
        return box.program(words.toArray(String[]::new)).run();
    }

    private static List<String> variable(String name) {
        Matcher line =
                Pattern.compile("(?m)^" + name + " = (.*)$").matcher(Packaging.content("target/native/c/Makefile"));
        assertThat(line.find()).as(name).isTrue();
        return List.of(line.group(1).split(" "));
    }
}
