package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainClassTest {
    @TempDir
    private Path folder;

    private File jar(String name, Manifest manifest) throws IOException {
        Path jar = folder.resolve(name);
        if (manifest == null) {
            new JarOutputStream(Files.newOutputStream(jar)).close();
        } else {
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        }
        return jar.toFile();
    }

    private static Manifest manifest(String mainClass) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (mainClass != null) {
            attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        return manifest;
    }

    @Test
    void jarWithMainClassIsACommand() throws IOException {
        assertThat(MainClass.of(jar("svc.jar", manifest("io.daemontools.svc.Svc"))))
                .contains(new MainClass("svc", "io.daemontools.svc.Svc"));
    }

    @Test
    void libraryIsNoCommand() throws IOException {
        assertThat(MainClass.of(jar("daemontools-common.jar", manifest(null)))).isEmpty();
        assertThat(MainClass.of(jar("other.jar", null))).isEmpty();
    }
}
