package io.daemontools.manual.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualsTest {
    @TempDir
    private Path folder;

    private void jar(String name, String mainClass) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (mainClass != null) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        new JarOutputStream(Files.newOutputStream(folder.resolve(name)), manifest).close();
    }

    private void build() throws IOException, ReflectiveOperationException {
        Manuals.main(
                new String[] {folder.toString(), folder.resolve("target").toString(), "1.2.3", "2026-01-31T00:00:00Z"});
    }

    @Test
    void everyCommandNeedsOne() throws IOException {
        jar("library.jar", null);
        jar("try.jar", "io.daemontools.tried.Try");
        assertThatIllegalStateException().isThrownBy(this::build).withMessage("without a manual: [try]");
    }

    @Test
    void librariesNeedNone() throws IOException, ReflectiveOperationException {
        jar("library.jar", null);
        build();
        assertThat(folder.resolve("target")).doesNotExist();
    }
}
