package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A C compiler and the flags it is called with. */
final class CCompiler {
    /** Environment variables in which gcc and clang look for directories. */
    private static final List<String> SEARCH_PATHS = List.of("CPATH", "C_INCLUDE_PATH", "LIBRARY_PATH");

    private static final Pattern LIBRARY = Pattern.compile("/[^()\\s]*/libc\\.a");

    private final List<String> command;
    private final List<String> compileFlags;
    private final List<String> linkFlags;

    /** Computed at the first request, before a second thread exists. */
    private String identity = "";

    private CCompiler(List<String> command, List<String> compileFlags, List<String> linkFlags) {
        this.command = command;
        this.compileFlags = compileFlags;
        this.linkFlags = linkFlags;
    }

    /** A compiler, {@code cc} by default, with the flags of {@code CFLAGS} and {@code LDFLAGS}. */
    static CCompiler named(String compiler, Map<String, String> environment) {
        return new CCompiler(
                arguments(compiler.isBlank() ? "cc" : compiler),
                arguments(environment.getOrDefault("CFLAGS", "")),
                arguments(environment.getOrDefault("LDFLAGS", "")));
    }

    String name() {
        return String.join(" ", command);
    }

    /** Whether {@code CFLAGS} has {@code -fsanitize=}. */
    boolean sanitizes() {
        return compileFlags.stream().anyMatch(flag -> flag.startsWith("-fsanitize="));
    }

    /** Whether the compiler can be run. */
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
        } catch (IOException ignored) {
            // There is no such program.
            return false;
        }
    }

    /**
     * Everything that determines this compiler's output for a source: its name, version and flags, the files that are arguments
     * among its flags, such as after {@code -include}, the variables for its search paths, and the size and date of the C library's
     * archive. The contents of other files, such as system headers, count as the compiler's version.
     */
    String identity() throws IOException {
        if (identity.isEmpty()) {
            Fingerprint parts = new Fingerprint().add(command).add(compileFlags).add(linkFlags);
            parts.add(output("--version"));
            Optional<Path> library = staticLibrary();
            if (library.isPresent()) {
                parts.add(Files.size(library.get()) + " " + Files.getLastModifiedTime(library.get()));
            }
            for (String variable : SEARCH_PATHS) {
                parts.add(String.valueOf(System.getenv(variable)));
            }
            for (List<String> flags : List.of(compileFlags, linkFlags)) {
                for (String flag : flags) {
                    if (!flag.startsWith("-")) {
                        parts.addFile(Path.of(flag));
                    }
                }
            }
            identity = parts.toString();
        }
        return identity;
    }

    /** The C library of static programs, as GNU ld names it; empty if there is none, or with another linker. */
    private Optional<Path> staticLibrary() throws IOException {
        Path program = Files.createTempFile("linked", null);
        Path source = Files.writeString(
                program.resolveSibling(program.getFileName() + ".c"), "int main(void) { return 0; }\n");
        try {
            Matcher library =
                    LIBRARY.matcher(output(Linkage.STATIC, "-Wl,-t", "-o", program.toString(), source.toString()));
            return library.find()
                    ? Optional.of(Path.of(library.group())).filter(Files::isRegularFile)
                    : Optional.empty();
        } finally {
            Files.delete(source);
            Files.deleteIfExists(program);
        }
    }

    /** What the compiler prints to standard output; empty if it does not know an option. */
    private String output(String... arguments) throws IOException {
        List<String> call = new ArrayList<>(command);
        call.addAll(List.of(arguments));
        Process process = new ProcessBuilder(call)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Compiles an object file; the user's flags come last and override others. */
    boolean compile(Path source, Path object, List<String> flags) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(command);
        call.addAll(flags);
        call.addAll(compileFlags);
        call.addAll(List.of("-c", "-o", object.toString(), source.toString()));
        return run(call);
    }

    /** Links a program. */
    boolean link(List<Path> objects, Path program, List<String> flags) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>(command);
        call.addAll(compileFlags);
        call.addAll(flags);
        call.addAll(linkFlags);
        call.addAll(List.of("-o", program.toString()));
        objects.forEach(object -> call.add(object.toString()));
        return run(call);
    }

    /** Whether this program can be linked with these flags; {@code folder} is for temporary files. */
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

    /** Whether {@code LDFLAGS} has the flag. */
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

    private static List<String> arguments(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
