package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of the compiler, which rejects flags. */
class LinkageTest {
    private static final Path PROBE = Path.of("/probe.c");
    private static final Path MALLOC = Path.of("/malloc.o");

    @TempDir
    private Path folder;

    /** @param refused a pattern of the shell's for a call that fails */
    private Linkage linkage(String refused, String cflags, String ldflags) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("compiler"), "#!/bin/sh\ncase \" $* \" in " + refused + ") exit 1 ;; esac\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        CCompiler compiler = CCompiler.named(script.toString(), Map.of("CFLAGS", cflags, "LDFLAGS", ldflags));
        return Linkage.of(compiler, PROBE, MALLOC, folder);
    }

    @Test
    void hasTheFlagsThatTheLinkerKnows() throws IOException, InterruptedException {
        Linkage linkage = linkage("nothing", "", "");
        assertThat(linkage.commonFlags()).containsExactly("-no-pie", "-Wl,--gc-sections", "-Wl,-z,relro,-z,now", "-s");
        assertThat(linkage.mapFlags(Path.of("/svc.map"))).containsExactly("-Wl,-Map=/svc.map");
        assertThat(linkage.flags(false)).containsExactly("-static", "/malloc.o");
        assertThat(linkage.flags(true)).containsExactly("-pie");
    }

    @Test
    void staticProgramsHaveFixedAddresses() throws IOException, InterruptedException {
        assertThat(linkage("nothing", "", "-static").flags(true)).isEmpty();
    }

    @Test
    void usesMacOsFlagsIfTheLinkerAcceptsOnlyThose() throws IOException, InterruptedException {
        Linkage linkage = linkage(
                "*' -Wl,--gc-sections '*|*' -Wl,-z,relro,-z,now '*|*' -Wl,-Map='*|*' -static '*|*' -s '*", "", "");
        assertThat(linkage.commonFlags()).containsExactly("-no-pie", "-Wl,-dead_strip");
        assertThat(linkage.mapFlags(Path.of("/svc.map"))).containsExactly("-Wl,-map,/svc.map");
        assertThat(linkage.flags(false)).isEmpty();
    }

    @Test
    void hasNoFlagsIfTheLinkerKnowsNone() throws IOException, InterruptedException {
        Linkage linkage = linkage("*", "", "");
        assertThat(linkage.commonFlags()).isEmpty();
        assertThat(linkage.mapFlags(Path.of("/svc.map"))).isEmpty();
        assertThat(linkage.flags(false)).isEmpty();
        assertThat(linkage.flags(true)).isEmpty();
    }

    @Test
    void keepsTheLibrarysMallocIfItCannotBeReplaced() throws IOException, InterruptedException {
        assertThat(linkage("*' /malloc.o '*", "", "").flags(false)).containsExactly("-static");
    }

    @Test
    void isDynamicOnRequest() throws IOException, InterruptedException {
        assertThat(linkage("nothing", "", "-Wl,-Bdynamic").flags(false)).isEmpty();
    }

    @Test
    void keepsTheNamesInProgramsWithSanitizers() throws IOException, InterruptedException {
        assertThat(linkage("nothing", "-fsanitize=address", "").commonFlags())
                .containsExactly("-no-pie", "-Wl,--gc-sections", "-Wl,-z,relro,-z,now");
    }
}
