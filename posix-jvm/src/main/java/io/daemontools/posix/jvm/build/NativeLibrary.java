package io.daemontools.posix.jvm.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The native half of jffi. Its jar holds one for each of many systems. If it stayed there, each command would unpack it to {@code
 * /tmp}, which takes time and leaves descriptors open.
 */
public final class NativeLibrary {
    private NativeLibrary() {}

    /** Extracts this system's library from the jar to a directory. */
    public static void unpack(Path jar, Path directory) throws IOException {
        String prefix = "jni/" + system() + '/';
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
                    Path target = directory.resolve(entry.getName().substring(prefix.length()));
                    try (InputStream content = file.getInputStream(entry)) {
                        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    /** This system as jffi names it. Calling jffi for it would load the library. */
    private static String system() {
        String name = System.getProperty("os.name");
        if (name.startsWith("Mac")) {
            return "Darwin";
        }
        String processor = System.getProperty("os.arch");
        return ("amd64".equals(processor) ? "x86_64" : processor) + '-' + name;
    }
}
