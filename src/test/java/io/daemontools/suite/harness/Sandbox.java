package io.daemontools.suite.harness;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One test's own directory and processes; both are gone when it is closed. File contents are bytes, one char each. Methods that
 * make files reject names outside the directory.
 */
public final class Sandbox {

    /** A variable of all processes of a sandbox, and of their descendants. */
    static final String VARIABLE = "DAEMONTOOLS_SANDBOX";

    /** The time for killed processes to end. */
    private static final Duration GRACE = Await.patiently(Duration.ofSeconds(1));

    private final String id = UUID.randomUUID().toString();
    private final Path root;
    private final Path dir;
    private final Containment containment;
    private final List<Running> started = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    private int scratchFiles;

    Sandbox() throws IOException {
        root = Files.createTempDirectory("daemontools-suite").toRealPath();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        dir = Files.createDirectory(root.resolve("dir"));
        containment = new Containment(root);
    }

    /** An empty directory: where commands run and names are relative to. */
    public Path dir() {
        return dir;
    }

    /** {@code name} in the directory. */
    public Path path(String name) {
        return dir.resolve(name);
    }

    /** Makes the service directory {@code name}, empty. */
    public ServiceDirectory service(String name) {
        return new ServiceDirectory(containment, path(name));
    }

    /** Makes a directory and those above it. */
    public Path directory(String name) {
        try {
            return Files.createDirectories(containment.check(path(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes or replaces a file. */
    public Path file(String name, String content) {
        Path file = containment.check(path(name));
        return Spawner.writing(() -> Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Makes or replaces a file that can be run. */
    public Path script(String name, String content) {
        Path script = file(name, content);
        try {
            return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a file. */
    public String content(String name) {
        try {
            return Files.readString(path(name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command of {@code toolset}, which finds its own toolset on its PATH. */
    public Invocation command(Toolset toolset, String command, String... arguments) {
        List<String> argv = new ArrayList<>(List.of(toolset.command(command)));
        argv.addAll(List.of(arguments));
        return new Invocation(this, argv).on(toolset);
    }

    /** Runs a command of {@code toolset} to its end. */
    public Result run(Toolset toolset, String command, String... arguments) {
        return command(toolset, command, arguments).run();
    }

    /** Starts a command of {@code toolset}. */
    public Running start(Toolset toolset, String command, String... arguments) {
        return command(toolset, command, arguments).start();
    }

    /** A program which is in no toolset. */
    public Invocation program(String... argv) {
        return new Invocation(this, List.of(argv));
    }

    /** A shell script, whose arguments are {@code $1} and on. */
    public Invocation shell(String script, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        argv.addAll(List.of(arguments));
        return new Invocation(this, argv);
    }

    /** Closes {@code resource} together with the sandbox. */
    public <T extends Closeable> T closeLater(T resource) {
        open.add(resource);
        return resource;
    }

    /** Ends everything that was started, removes the directory, and fails for processes that escaped. */
    void close() throws IOException {
        started.forEach(Running::endTree);
        List<Long> survivors = new ArrayList<>();
        Await.happens(GRACE, () -> {
            survivors.clear();
            survivors.addAll(ProcessInfo.withVariable(VARIABLE + "=" + id));
            return survivors.isEmpty();
        });
        List<String> messages = survivors.stream()
                .map(pid -> pid + " " + ProcessInfo.commandLine(pid))
                .toList();
        survivors.forEach(ProcessInfo::endTree);
        for (Closeable resource : open) {
            resource.close();
        }
        remove();
        if (!messages.isEmpty()) {
            throw new AssertionError("still alive after the test, and no child of what it started: " + messages);
        }
    }

    /** The messages on standard error. */
    String report() {
        return started.stream()
                .filter(running -> !running.err().isEmpty())
                .map(running -> running + "\n" + running.err().indent(4))
                .collect(Collectors.joining());
    }

    String id() {
        return id;
    }

    void add(Running running) {
        started.add(running);
    }

    Path scratchFile(String suffix) {
        return root.resolve(++scratchFiles + "." + suffix);
    }

    private void remove() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
