package io.daemontools.suite.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A service directory of a test. */
public final class ServiceDirectory {

    /** A {@code run} that stays up until a signal ends it. */
    public static final String STAYS_UP = "exec sleep 86400";

    private final Containment containment;
    private final Path path;

    ServiceDirectory(Containment containment, Path path) {
        this.containment = containment;
        this.path = path;
        if (!Files.isDirectory(path)) {
            unchecked(() -> Files.createDirectories(containment.check(path)));
        }
    }

    /** Makes {@code run}, a shell script of these lines. */
    public ServiceDirectory run(String... lines) {
        return script("run", lines);
    }

    /** Makes {@code log/run} in the same way. */
    public ServiceDirectory log(String... lines) {
        unchecked(() -> Files.createDirectories(containment.check(path("log"))));
        return script("log/run", lines);
    }

    /** Makes the file {@code down}. */
    public ServiceDirectory down() {
        return empty("down");
    }

    /** Makes the file {@code essential}. */
    public ServiceDirectory essential() {
        return empty("essential");
    }

    private ServiceDirectory empty(String name) {
        unchecked(() -> Files.createFile(containment.check(path(name))));
        return this;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** {@code name} in it. */
    public Path path(String name) {
        return path.resolve(name);
    }

    /** The content of the file {@code name}, "" if there is none. */
    public String content(String name) {
        return Files.exists(path(name))
                ? unchecked(() -> Files.readString(path(name), StandardCharsets.ISO_8859_1))
                : "";
    }

    /** Writes bytes into the control FIFO as svc does, without the time that a command takes to start. */
    public void control(String bytes) {
        unchecked(() -> Files.writeString(
                path("supervise/control"), bytes, StandardCharsets.ISO_8859_1, StandardOpenOption.WRITE));
    }

    /** The status that supervise has written. */
    public Status status() {
        return unchecked(() -> Status.read(path("supervise/status")));
    }

    /** Its logger, which must have been made. */
    public ServiceDirectory logger() {
        return new ServiceDirectory(containment, path("log"));
    }

    /** Waits until it is up, and returns the service's process id. */
    public long up() {
        return upAgain(0);
    }

    /** Waits until it is up with another process than {@code pid}. */
    public long upAgain(long pid) {
        return Await.value(path + " up with another process than " + pid, () -> {
            Status status = status();
            return status.up() && status.pid() != pid ? (long) status.pid() : null;
        });
    }

    /** Waits until it is down. */
    public void awaitDown() {
        Await.until(path + " down", () -> !status().up());
    }

    private ServiceDirectory script(String name, String... lines) {
        Path script = containment.check(path(name));
        Spawner.writing(() -> {
            Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
            return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        });
        return this;
    }

    private static <T> T unchecked(Spawner.Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
