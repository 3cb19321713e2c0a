package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The system's C compiler and the flags it is called with. */
final class CCompiler {
    private final List<String> command;
    private final List<String> compileFlags;
    private final List<String> linkFlags;

    private CCompiler(List<String> command, List<String> compileFlags, List<String> linkFlags) {
        this.command = command;
        this.compileFlags = compileFlags;
        this.linkFlags = linkFlags;
    }

    /** What {@code CC}, {@code CFLAGS} and {@code LDFLAGS} ask for; {@code cc} if they ask for nothing. */
    static CCompiler fromEnvironment(Map<String, String> environment) {
        String compiler = environment.getOrDefault("CC", "");
        return new CCompiler(
                words(compiler.isBlank() ? "cc" : compiler),
                words(environment.getOrDefault("CFLAGS", "")),
                words(environment.getOrDefault("LDFLAGS", "")));
    }

    String name() {
        return String.join(" ", command);
    }

    /** Whether the user asks for programs that watch themselves: with {@code -fsanitize=}. */
    boolean sanitizes() {
        return compileFlags.stream().anyMatch(flag -> flag.startsWith("-fsanitize="));
    }

    /** Whether there is such a compiler. */
    boolean present() throws InterruptedException {
        List<String> version = new ArrayList<>(command);
        version.add("--version");
        try {
            return new ProcessBuilder(version)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Makes an object file; the user's flags come last, so that they win. */
    boolean compile(Path source, Path object, List<String> flags) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(command);
        call.addAll(flags);
        call.addAll(compileFlags);
        call.addAll(List.of("-c", "-o", object.toString(), source.toString()));
        return run(call);
    }

    /** Makes a program. */
    boolean link(List<Path> objects, Path program, List<String> flags) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(command);
        call.addAll(compileFlags);
        call.addAll(flags);
        call.addAll(linkFlags);
        call.addAll(List.of("-o", program.toString()));
        objects.forEach(object -> call.add(object.toString()));
        return run(call);
    }

    /** Whether this program can be linked with these flags; tried in a folder. */
    boolean links(Path source, List<String> flags, Path folder) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(command);
        call.addAll(compileFlags);
        call.addAll(flags);
        call.addAll(linkFlags);
        call.addAll(List.of("-o", folder.resolve("probe").toString(), source.toString()));
        return new ProcessBuilder(call)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Whether the user's {@code LDFLAGS} say so. */
    boolean hasLinkFlag(String flag) {
        return linkFlags.contains(flag);
    }

    private static boolean run(List<String> call) throws IOException, InterruptedException {
        int status = new ProcessBuilder(call).inheritIO().start().waitFor();
        if (status != 0) {
            System.err.println("failed (" + status + "): " + String.join(" ", call));
        }
        return status == 0;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
