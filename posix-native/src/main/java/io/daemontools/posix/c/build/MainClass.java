package io.daemontools.posix.c.build;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The main class of a command, from the manifest of its jar. The command has the jar's name. */
record MainClass(String command, String name) {
    private static final String SUFFIX = ".jar";

    /** Empty if the jar is a library. */
    static Optional<MainClass> of(File jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            return Optional.ofNullable(file.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .map(name -> new MainClass(command(jar), name));
        }
    }

    private static String command(File jar) {
        return jar.getName().substring(0, jar.getName().length() - SUFFIX.length());
    }
}
