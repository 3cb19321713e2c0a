package io.daemontools.suite.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The system's processes, seen from outside. */
public final class ProcessInfo {

    private static final Path PROC = Path.of("/proc");

    private ProcessInfo() {}

    /** Sends a signal ({@code "HUP"}) to each of {@code pids}; ended processes are ignored. */
    public static void signal(String name, Iterable<Long> pids) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", "kill -\"$0\" \"$@\" 2>/dev/null", name));
        pids.forEach(pid -> {
            if (pid <= 1) {
                throw new IllegalArgumentException("not one process: " + pid);
            }
            argv.add(Long.toString(pid));
        });
        if (argv.size() > 4) {
            output(argv);
        }
    }

    /** Sends a signal to one process. */
    public static void signal(String name, long pid) {
        signal(name, List.of(pid));
    }

    /** Kills orphaned processes, and waits until they have ended. */
    public static void end(List<Long> pids) {
        signal("KILL", pids);
        Await.until("death of " + pids, () -> pids.stream().noneMatch(ProcessInfo::runs));
    }

    /** Kills one such process. */
    public static void end(long pid) {
        end(List.of(pid));
    }

    /** The state letter {@code ps} shows ({@code T} is stopped, {@code Z} a zombie), or {@code -} for no such process. */
    public static char state(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            // it is gone, or this is a system without Linux's /proc
            String state = output(List.of("ps", "-o", "stat=", "-p", Long.toString(pid)))
                    .trim();
            return state.isEmpty() ? '-' : state.charAt(0);
        }
    }

    /** Whether {@code pid} still runs; a zombie does not. */
    public static boolean runs(long pid) {
        return ProcessHandle.of(pid).isPresent() && "-Z".indexOf(state(pid)) < 0;
    }

    /** The children of {@code pid}. */
    public static List<Long> children(long pid) {
        return children(List.of(pid));
    }

    private static List<Long> children(List<Long> parents) {
        Set<Long> wanted = Set.copyOf(parents);
        return ProcessHandle.allProcesses()
                .filter(child -> child.parent()
                        .filter(parent -> wanted.contains(parent.pid()))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }

    /** The command line of {@code pid} as {@code ps} shows it. */
    public static String commandLine(long pid) {
        return output(List.of("ps", "-ww", "-o", "args=", "-p", Long.toString(pid)))
                .trim();
    }

    /**
     * Kills {@code pid} and everything below it. Each level is stopped before the next is listed, so that no process
     * can start another unnoticed.
     */
    public static void endTree(long pid) {
        List<Long> tree = new ArrayList<>();
        for (List<Long> level = List.of(pid); !level.isEmpty(); ) {
            signal("STOP", level);
            tree.addAll(level);
            level = children(level);
        }
        end(tree);
    }

    /** The processes with {@code variable} in their environment; none without /proc. */
    static List<Long> withVariable(String variable) {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (environment(process).contains("\0" + variable + "\0")) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return found;
    }

    private static String environment(Path process) {
        try {
            return "\0" + Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // It has ended, or belongs to another user.
        }
    }

    private static String output(List<String> argv) {
        try {
            Process process = Spawner.start(new ProcessBuilder(argv).redirectErrorStream(true));
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError("unable to run " + argv, e);
        }
    }
}
