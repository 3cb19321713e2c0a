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

/** Compilers print no warning about the hand-written C. Generated C is marked so that they ignore it. */
class WarningsIT {
    /** {@code -Wsection} would warn of the sections that program_head.h sets on purpose. */
    private static final List<String> WARNINGS =
            List.of("-Wall", "-Wextra", "-Wshadow", "-Wconversion", "-Wno-section", "-Werror");

    private static final List<String> PROTOTYPES = List.of("-Wmissing-prototypes", "-Wstrict-prototypes");

    private static final List<String> HEADERS = List.of("-DDT_STRING_HEADER=(0)", "-DDT_CHARACTERS_HEADER=(0)");

    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    @InSandbox
    void systemCompilerHasNone(Sandbox box) {
        hasNone(box, "cc");
    }

    @InSandbox
    void clangHasNone(Sandbox box) {
        hasNone(box, "clang");
    }

    @InSandbox
    void muslHasNone(Sandbox box) {
        hasNone(box, "musl-gcc");
    }

    @InSandbox
    void compilerFor32BitsHasNone(Sandbox box) {
        hasNone(box, "i686-linux-gnu-gcc");
    }

    private static void hasNone(Sandbox box, String compiler) {
        assumeTrue(box.shell("command -v \"$1\"", compiler).run().code() == 0, "needs " + compiler);
        Path runtime = Build.target("native/c/runtime");
        for (String file : Build.under(runtime)) {
            if (file.endsWith(".c")) {
                hasNone(box, compiler, PROTOTYPES, runtime.resolve(file));
            }
        }
        Path program = Build.target("native/c/svok");
        hasNone(box, compiler, generated(), program.resolve("program.c"));
        hasNone(box, compiler, generated("-DDT_GC_EVERY_ALLOCATION"), program.resolve("program.c"));
        hasNone(box, compiler, generated(HEADERS.toArray(String[]::new)), program.resolve("literals.c"));
    }

    private static void hasNone(Sandbox box, String compiler, List<String> flags, Path file) {
        assertThat(compiled(box, compiler, flags, file)).as(file.toString()).isEqualTo(Result.silent());
    }

    /** The flags of the Makefile for generated C, and more. */
    private static List<String> generated(String... more) {
        List<String> flags = new ArrayList<>(variable("GENERATED"));
        flags.addAll(List.of(more));
        return flags;
    }

    private static Result compiled(Sandbox box, String compiler, List<String> flags, Path file) {
        List<String> arguments = new ArrayList<>(List.of(compiler));
        arguments.addAll(variable("COMMON"));
        arguments.addAll(flags);
        arguments.addAll(WARNINGS);
        arguments.addAll(List.of(
                "-I" + Build.target("native/c/runtime"),
                "-c",
                "-o",
                box.path("object.o").toString()));
        arguments.add(file.toString());
        return box.program(arguments.toArray(String[]::new)).run();
    }

    private static List<String> variable(String name) {
        Matcher line =
                Pattern.compile("(?m)^" + name + " = (.*)$").matcher(Packaging.content("target/native/c/Makefile"));
        assertThat(line.find()).as(name).isTrue();
        return List.of(line.group(1).split(" "));
    }
}
