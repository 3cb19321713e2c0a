package io.daemontools.suite.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process, as Linux's {@code /proc} shows it at one moment.
 *
 * @param directory its working directory
 * @param program the file that it executes
 */
record SeenProcess(long pid, Path directory, Path program, List<String> arguments) {

    private static final Path PROC = Path.of("/proc");

    /** All processes that have their working directory in {@code root}. */
    static List<SeenProcess> in(Path root) throws IOException {
        List<SeenProcess> seen = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                try {
                    Path directory = Files.readSymbolicLink(process.resolve("cwd"));
                    if (directory.startsWith(root)) {
                        seen.add(new SeenProcess(
                                Long.parseLong(process.getFileName().toString()),
                                directory,
                                Files.readSymbolicLink(process.resolve("exe")),
                                List.of(text(process.resolve("cmdline")).split("\0"))));
                    }
                } catch (IOException e) {
                    // it has ended, or this user may not look at it
                }
            }
        }
        return seen;
    }

    /** Whether it is a command of a toolset: a program, or its class or launcher. */
    boolean is(String command) {
        String type = "." + Character.toUpperCase(command.charAt(0)) + command.substring(1);
        return arguments.stream()
                .anyMatch(argument ->
                        argument.equals(command) || argument.endsWith("/" + command) || argument.endsWith(type));
    }

    /** Its parent's process id; 0 if it has ended. */
    long parent() {
        try {
            String stat = text(PROC.resolve(pid + "/stat"));
            int state = stat.lastIndexOf(')') + 2;
            return Long.parseLong(stat.substring(state + 2, stat.indexOf(' ', state + 2)));
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether it has a file open. */
    boolean hasOpen(Path file) throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).equals(file)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Kills it. Unlike a shell's kill, this takes no time. */
    void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
