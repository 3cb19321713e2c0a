package io.daemontools.suite.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ContainmentTest {

    private static void refuses(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outside the sandbox");
    }

    @InSandbox
    void refusesALinkToAFileElsewhere(Sandbox box, @TempDir Path elsewhere) throws IOException {
        Path program = Files.writeString(elsewhere.resolve("program"), "untouched");
        Files.createSymbolicLink(box.path("program"), program);
        refuses(() -> box.file("program", "overwritten"));
        refuses(() -> box.script("program", "overwritten"));
        assertThat(program).hasContent("untouched");
    }

    @InSandbox
    void refusesADanglingLink(Sandbox box, @TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(box.path("dangling"), elsewhere.resolve("new"));
        refuses(() -> box.file("dangling", ""));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @InSandbox
    void refusesFilesBelowALinkedDirectory(Sandbox box, @TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(box.path("bin"), elsewhere);
        refuses(() -> box.script("bin/date", ""));
        refuses(() -> box.directory("bin/new"));
        refuses(() -> box.service("bin/foo"));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @InSandbox
    void refusesToMakeARunThatIsALink(Sandbox box, @TempDir Path elsewhere) throws IOException {
        Path program = Files.writeString(elsewhere.resolve("program"), "untouched");
        ServiceDirectory foo = box.service("foo");
        Files.createSymbolicLink(foo.path("run"), program);
        refuses(() -> foo.run("exit"));
        assertThat(program).hasContent("untouched");
    }

    @InSandbox
    void refusesNamesThatLeadUp(Sandbox box) {
        refuses(() -> box.file("../../elsewhere", ""));
        refuses(() -> box.file("/tmp/elsewhere", ""));
    }

    @InSandbox
    void followsLinksInside(Sandbox box) throws IOException {
        Files.createSymbolicLink(box.path("link"), Path.of("file"));
        box.file("link", "content");
        assertThat(box.content("file")).isEqualTo("content");
    }
}
