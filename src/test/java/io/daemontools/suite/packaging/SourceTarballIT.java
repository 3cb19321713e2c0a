package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** The C source tarball needs only a C compiler and make. {@link MatrixIT} builds it for other machines. */
class SourceTarballIT {
    private static final String CHECKED = "check: 22 commands work";
    private static final List<String> FLAGS = List.of("CC", "SMALL_CC", "CFLAGS", "LDFLAGS");

    /** The time that a compiler may take for the largest program on a busy machine. */
    private static final Duration COMPILATION = Duration.ofMinutes(5);

    @BeforeEach
    void builtPrograms() {
        Build.needNativePrograms();
    }

    private static Path unpacked(Sandbox box) {
        return Tarball.unpack(box, Build.made("daemontools-", "-c.tar.gz"));
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A directory with these programs, and those that a compiler calls by name. */
    private static Path pathOf(Sandbox box, String... programs) throws IOException {
        Path path = box.directory("path");
        for (String name :
                Stream.concat(Stream.of(programs), Stream.of("as", "ld")).toList()) {
            Optional<Path> program = program(name);
            assumeTrue(program.isPresent(), "needs " + name);
            Files.createSymbolicLink(path.resolve(name), program.get());
        }
        return path;
    }

    private static void makes(Sandbox box, Path folder, Path path, String... command) {
        Result make = box.program(command)
                .in(folder)
                .with("PATH", path.toString())
                .within(COMPILATION)
                .run();
        assertThat(make.code()).as(make.err()).isZero();
    }

    private static void assertBuiltAsByTheBuild(Path folder, String command) {
        assertThat(folder.resolve("bin").resolve(command))
                .hasSameBinaryContentAs(Build.target("native/bin").resolve(command));
    }

    /** Whether {@code cc} makes the build's programs without options. */
    private static boolean builtPlainly() {
        return FLAGS.stream().noneMatch(flag -> System.getenv(flag) != null);
    }

    @InSandbox
    void needsNothingButACompilerAndMake(Sandbox box) throws IOException {
        Path folder = unpacked(box);
        Path path = pathOf(box, "cc", "make");
        makes(box, folder, path, path + "/make", "bin/svok", "bin/tai64n");
        assertThat(box.program("make", "-q", "bin/svok").in(folder).run().code())
                .isZero();
        touch(box, folder.resolve("svok/classes/java/lang/Object.h"));
        assertThat(box.program("make", "-q", "bin/svok").in(folder).run().code())
                .isEqualTo(1);
        Result stamped = box.program(folder + "/bin/tai64n").reading("line\n").run();
        assertThat(stamped.out()).matches("@4[0-9a-f]{23} line\n");
    }

    /** With one of the system's programs and one of those that need only system calls, for which there may be another compiler. */
    @InSandbox
    void makesTheProgramsOfTheBuild(Sandbox box) {
        assumeTrue(builtPlainly(), "the build was told its compilers");
        Path folder = unpacked(box);
        makes(box, folder, Path.of(System.getenv("PATH")), "make", "bin/svok", "bin/setuidgid");
        assertBuiltAsByTheBuild(folder, "svok");
        assertBuiltAsByTheBuild(folder, "setuidgid");
    }

    @InSandbox
    void usesOneCompilerIfAsked(Sandbox box) throws IOException {
        Path folder = unpacked(box);
        makes(box, folder, Path.of(System.getenv("PATH")), "make", "SMALL_CC=", "bin/svok");
        assertThat(Files.readString(folder.resolve("work/compiler"))).isEqualTo("cc\n");
        assertThat(box.program(folder + "/bin/svok", ".").run()).isEqualTo(Result.exits(100));
    }

    /** As if the file had been edited after the programs were made. */
    private static void touch(Sandbox box, Path file) {
        assertThat(box.program("touch", "-t", "203701010000", file.toString()).run())
                .isEqualTo(Result.silent());
    }

    /** An old make, as on macOS. */
    @InSandbox
    void isLinkedByALinkerWithOtherFlags(Sandbox box) throws IOException {
        Path folder = unpacked(box);
        Path path = pathOf(box, "cc", "make");
        Path calls = box.path("calls");
        box.script(
                "path/ld64",
                "#!/bin/sh\n"
                        + "echo \"$*\" >>" + calls + "\n"
                        + "for word; do\n"
                        + "  shift\n"
                        + "  case $word in\n"
                        + "    -Wl,--gc-sections | -static) exit 1 ;;\n"
                        + "    -Wl,-dead_strip) ;;\n"
                        + "    *) set -- \"$@\" \"$word\" ;;\n"
                        + "  esac\n"
                        + "done\n"
                        + "exec cc \"$@\"\n");
        makes(box, folder, path, path + "/make", "CC=ld64", "bin/svok");
        assertThat(Files.readAllLines(calls)).last().asString().contains("-Wl,-dead_strip", "-o bin/svok");
        assertThat(box.program(folder + "/bin/svok", ".").run()).isEqualTo(Result.exits(100));
    }

    @InSandbox
    void makefileListsAllPrograms(Sandbox box) throws IOException {
        Path folder = unpacked(box);
        Result plan = box.program("make", "-n", "all").in(folder).run();
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out().lines().filter(line -> line.contains("-o bin/"))).hasSize(Toolset.COMMANDS.size() - 1);
        assertThat(Build.under(folder.resolve("bin"))).containsExactly("svscanboot");
        assertThat(Build.under(folder.resolve("share/man/man8"))).hasSize(Toolset.COMMANDS.size());
    }

    @InSandbox
    void isBuiltByBsdMake(Sandbox box) throws IOException {
        Path folder = unpacked(box);
        Path path = pathOf(box, "cc", "bmake");
        makes(box, folder, path, path + "/bmake", "bin/svok");
        assertThat(box.program(folder + "/bin/svok", ".").run()).isEqualTo(Result.exits(100));
    }

    @InSandbox
    void buildsAllWithBsdMake(Sandbox box) throws IOException {
        buildsAll(box, pathOf(box, "bmake", "cc"), "bmake");
    }

    private static void buildsAll(Sandbox box, Path path, String make, String... variables) {
        Path folder = built(box, path, make, variables);
        Path prefix = box.path("prefix");
        Result installed = box.program(
                        with(variables, make, "PREFIX=" + prefix, "SERVICES=/var/service", "check", "install"))
                .in(folder)
                .within(COMPILATION)
                .run();
        assertThat(installed.code()).as(installed.err()).isZero();
        assertThat(installed.out()).contains(CHECKED);
        assertThat(Build.under(prefix)).isEqualTo(Build.everything());
    }

    private static Path built(Sandbox box, Path path, String make, String... variables) {
        assumeTrue(Effort.isWhole(), "takes a minute: in the whole run only");
        Path folder = unpacked(box);
        for (String command : Toolset.COMMANDS) {
            makes(box, folder, path, with(variables, path + "/" + make, "bin/" + command));
        }
        return folder;
    }

    private static String[] with(String[] variables, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(variables)).toArray(String[]::new);
    }
}
