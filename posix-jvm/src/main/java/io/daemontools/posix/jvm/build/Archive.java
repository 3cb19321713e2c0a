package io.daemontools.posix.jvm.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The class data archive: one for all commands, with the classes of Java and {@code posix-jvm} that a training run loads, and all
 * classes of this project. Processes share its pages.
 */
final class Archive {
    private final Library library;
    private final Path directory;

    /** The archive of the jars in {@code library}. {@code directory} must be spelled as in the launchers. */
    Archive(Library library, Path directory) {
        this.library = library;
        this.directory = directory;
    }

    /** Creates the archive for the Java that runs this. A failure is only a warning: commands work without it. */
    void make(String name) throws IOException, InterruptedException {
        Path archive = directory.resolve(name);
        Files.deleteIfExists(archive);
        Path classes = Files.createTempFile("daemontools", ".classes");
        Path stage = Files.createTempDirectory("daemontools");
        try {
            java(stage, "-Xshare:off", "-XX:DumpLoadedClassList=" + classes, CdsTrainingRun.class.getName());
            Files.write(classes, library.ownClasses(), StandardOpenOption.APPEND);
            java(stage, "-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive);
        } catch (IOException failure) {
            System.out.println("No class data archive, commands will take longer to start: " + failure.getMessage());
        } finally {
            Files.delete(stage);
            Files.delete(classes);
        }
    }

    private void java(Path stage, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaOptions.of(false));
        command.add("-Djffi.boot.library.path=" + directory);
        command.add("-cp");
        command.add(library.classPath(directory.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(stage.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
