package io.daemontools.posix.jvm;

import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.posix.jvm.build.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs children for tests and captures their output. */
final class Children {
    /** How a child ended and what it printed, a char a byte. */
    record Result(int exitCode, boolean crashed, String output, String errors) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    private static final long IGNORE = 1;
    private static final CFunction SIGNAL = CFunction.of("signal", CFunction.POINTER, CFunction.INT, CFunction.POINTER);

    /** A command that prints which signals it has blocked, and which it ignores. */
    static final String[] SIGNALS = {"grep", "-E", "Sig(Blk|Ign)", "/proc/self/status"};

    private final Posix posix;
    private final Path directory;
    private final Path output;
    private final Path errors;

    Children(Posix posix, Path scratch) {
        this.posix = posix;
        this.directory = scratch;
        this.output = scratch.resolve("output");
        this.errors = scratch.resolve("errors");
        for (Signal signal : new Signal[] {Signal.HUP, Signal.INT}) {
            restoreIfIgnored(Signals.number(signal));
        }
    }

    /** A shell without job control makes its background commands ignore INT, and children would inherit that. */
    private static void restoreIfIgnored(int number) {
        long before = SIGNAL.callLong(number, 0);
        if (before != IGNORE) {
            SIGNAL.callLong(number, before);
        }
    }

    /** What {@link #SIGNALS} prints; signal 1 is bit 0. */
    static List<String> signals(long blocked, long ignored) {
        return List.of("SigBlk:\t%016x".formatted(blocked), "SigIgn:\t%016x".formatted(ignored));
    }

    /** Runs one to its end. */
    Result run(Spawn spawn) {
        return await(start(spawn));
    }

    /** Runs a shell command. */
    Result shell(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        return run(Spawn.program("", command.toArray(new String[0])));
    }

    /** Starts one, its input empty. */
    int start(Spawn spawn) {
        int in = posix.openRead("/dev/null");
        int out = posix.openTruncate(output.toString());
        int err = posix.openTruncate(errors.toString());
        int[] moves = spawn.moves().length == 0 ? new int[] {in, 0, out, 1, err, 2} : spawn.moves();
        try {
            return posix.spawn(spawn.dup2(spawn.moveFailure(), moves));
        } finally {
            posix.close(in);
            posix.close(out);
            posix.close(err);
        }
    }

    /** Waits for it. */
    Result await(int process) {
        WaitStatus status = new WaitStatus();
        posix.waitpid(process, status);
        return new Result(status.exitCode(), status.crashed(), output(), text(errors));
    }

    /** What the latest child printed so far. */
    String output() {
        return text(output);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The command line that runs {@link Echo} in another JVM, as the launcher does. */
    String[] echo(String... arguments) {
        unpackNativeLibrary();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:-MaxFDLimit",
                "-XX:+DisableAttachMechanism",
                "--enable-native-access=ALL-UNNAMED",
                "-Djffi.unsafe.disabled=true",
                "-Djffi.boot.library.path=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Echo.class.getName()));
        command.addAll(List.of(arguments));
        return command.toArray(new String[0]);
    }

    /** The same, with the arguments of a command after the first. */
    String[] echo(String first, String[] command) {
        List<String> arguments = new ArrayList<>(List.of(first));
        arguments.addAll(List.of(command));
        return echo(arguments.toArray(new String[0]));
    }

    private void unpackNativeLibrary() {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith("-native.jar")) {
                try {
                    NativeLibrary.unpack(Path.of(entry), directory);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }
}
