package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Completes the C of translated commands, and has it compiled and linked. */
final class ProgramBuilder {
    /**
     * Files of TeaVM's runtime that are not compiled: timers and signals (replaced by runtime.c), literals (replaced by
     * literals.c), and functions that no command calls.
     */
    private static final List<String> LEFT_OUT = List.of(
            include("date.c"), include("fiber.c"), include("file.c"), include("stringhash.c"), include("strings.c"));

    /** Files of TeaVM's runtime that this project replaces. The replacements give the reasons. */
    private static final Map<String, String> REPLACED = Map.of(
            "main.c",
            "program_main.c",
            "memory.c",
            "program_heap.c",
            "classes/org/teavm/runtime/GC.c",
            "collector_memory.c");

    private static final String COLLECTOR = "collector.c";

    private static final String HEAD = "program_head.h";

    static final String LITERALS = "literals.c";
    private static final String HELP = "help.c";

    /**
     * Room for array classes that StaticData does not know: those of arrays that are created by their class object, of which there
     * are none. The memory counts against a limit.
     */
    private static final String ARRAY_CLASSES = "TEAVM_DYNAMIC_CLASS_POOL_CAPACITY ";

    private static final String ARRAY_CLASS_ROOM = "TEAVM_OBJECT_CLASS teavm_dynamicClassPool";

    private static final String MIN_ARRAY_CLASSES = ARRAY_CLASSES + 8;

    /** The exception handlers of each call. Constant, so that they do not count against a limit on data. */
    private static final String CALLS = "TeaVM_CallSite teavm_callSites";

    private static final String HANDLERS = "TeaVM_ExceptionHandler exceptionHandlers_teavm_callSites";

    /** Where twins are, among the objects. */
    private static final String DYNAMIC = "dynamic";

    private final Path sources;
    private final Path objects;
    private final Path programs;

    /** The same programs, linked dynamically so that {@code LD_PRELOAD} works: tests inject faults with it. */
    private final Path dynamic;

    private final Toolchain system;

    /** For programs that need no more of a C library than system calls. */
    private final Toolchain small;

    private final HelpHeader help;

    private ProgramBuilder(Path output, Toolchain system, Toolchain small, HelpHeader help) {
        this.sources = output.resolve("c");
        this.objects = output.resolve("obj");
        this.programs = output.resolve("bin");
        this.dynamic = objects.resolve(DYNAMIC);
        this.system = system;
        this.small = small;
        this.help = help;
    }

    /** Creates the folders and compiles the C that programs share. */
    static ProgramBuilder prepare(Path output, Compilers compilers, HelpHeader help)
            throws IOException, InterruptedException {
        Path shared = output.resolve("c").resolve("runtime");
        Path objects = output.resolve("obj");
        Toolchain system = Toolchain.prepare(shared, objects, compilers.system());
        Toolchain small = system;
        if (compilers.small().isPresent()) {
            small = Toolchain.prepare(
                    shared, objects.resolve("small"), compilers.small().get());
        }
        ProgramBuilder builder = new ProgramBuilder(output, system, small, help);
        Files.createDirectories(builder.programs);
        if (system.linksStatically() || small.linksStatically()) {
            Files.createDirectories(builder.dynamic);
        }
        return builder;
    }

    /** The directory of a command's C. */
    static Path sources(Path output, String command) {
        return output.resolve("c").resolve(command);
    }

    /** The program of a command. */
    static Path program(Path output, String command) {
        return output.resolve("bin").resolve(command);
    }

    /** Whether everything that is built for a command exists: its C, its program, and the twin for tests if there is one. */
    static boolean isComplete(Path output, String command) throws IOException {
        Path twins = output.resolve("obj").resolve(DYNAMIC);
        Path generated = sources(output, command);
        return Files.exists(generated)
                && Files.exists(program(output, command))
                && (!Files.exists(twins) || Files.exists(twins.resolve(command)) || hasNoTwin(generated));
    }

    /** Whether it is dynamic itself; false if the C is not complete. */
    private static boolean hasNoTwin(Path generated) throws IOException {
        return Files.exists(generated.resolve("classes")) && LibraryNeeds.of(generated) == LibraryNeeds.ACCOUNTS;
    }

    /** An empty directory for the C of a command, from which an earlier build's is removed. */
    Path emptySources(String command) throws IOException {
        Path directory = sources.resolve(command);
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(directory);
    }

    /** Compiles and links a command that has been translated; false if that fails, after an error message. */
    boolean build(String command) throws IOException, InterruptedException {
        Path generated = sources.resolve(command);
        for (Correction correction : Correction.ALL) {
            correction.apply(generated);
        }
        ObjectSizes.round(generated);
        ClassFlags.separate(generated);
        StaticData.complete(generated);
        GeneratedFiles.mark(generated);
        Files.write(generated.resolve("program.c"), parts(generated), StandardCharsets.UTF_8);
        NativeRuntimeSources.copy(LITERALS, generated);
        NativeRuntimeSources.copy(HEAD, generated);
        NativeRuntimeSources.copy(COLLECTOR, generated);
        NativeRuntimeSources.copy(HELP, generated);
        Files.write(generated.resolve("help_texts.h"), help.linesOf(command), StandardCharsets.US_ASCII);
        for (String replacement : REPLACED.values()) {
            NativeRuntimeSources.copy(replacement, generated);
        }
        change(generated.resolve("arrayclass_gen.h"), ARRAY_CLASSES + "\\d+", MIN_ARRAY_CLASSES);
        change(
                generated.resolve("arrayclass.c"),
                "static " + ARRAY_CLASS_ROOM,
                "static DT_UNUSED_DATA " + ARRAY_CLASS_ROOM);
        change(generated.resolve("stack.h"), "extern " + CALLS, "extern const " + CALLS);
        change(generated.resolve("callsites.c"), "\n" + CALLS, "\nconst " + CALLS);
        // A program without catch blocks has no handlers.
        if (Files.readString(generated.resolve("callsites.c")).contains(HANDLERS)) {
            change(generated.resolve("callsites.c"), "\nstatic " + HANDLERS, "\nstatic const " + HANDLERS);
        }
        LibraryNeeds needs = LibraryNeeds.of(generated);
        boolean withAccounts = needs == LibraryNeeds.ACCOUNTS;
        Toolchain own = needs == LibraryNeeds.SYSTEM_CALLS ? small : system;
        return own.compile(command, generated, withAccounts)
                && own.link(command, generated, withAccounts, programs.resolve(command), map(objects, command))
                && (withAccounts || !own.linksStatically() || buildTwin(command, generated, own.equals(system)));
    }

    private boolean buildTwin(String command, Path generated, boolean compiled)
            throws IOException, InterruptedException {
        return (compiled || system.compileQuickly(command, generated))
                && system.linkDynamically(command, generated, dynamic.resolve(command), map(dynamic, command));
    }

    private static Path map(Path directory, String command) {
        return directory.resolve(command + ".map");
    }

    /** The lines that make one translation unit of a program's generated files, without the literals. */
    private static List<String> parts(Path generated) throws IOException {
        List<String> lines = Files.readAllLines(generated.resolve(GeneratedFiles.ALL), StandardCharsets.UTF_8);
        if (!lines.containsAll(LEFT_OUT)) {
            throw unknownRuntime();
        }
        lines.removeAll(LEFT_OUT);
        for (Map.Entry<String, String> replaced : REPLACED.entrySet()) {
            if (!Collections.replaceAll(lines, include(replaced.getKey()), include(replaced.getValue()))) {
                throw unknownRuntime();
            }
        }
        lines.add(firstInclude(lines), include(HEAD));
        lines.add(include(StaticData.FILE));
        lines.add(include(HELP));
        return lines;
    }

    /**
     * Changes the first match in a file of the runtime, if it is not changed yet.
     *
     * @throws IOException also if there is no match
     */
    private static void change(Path file, String what, String into) throws IOException {
        String text = Files.readString(file);
        String changed = text.replaceFirst(what, Matcher.quoteReplacement(into));
        if (!changed.contains(into)) {
            throw unknownRuntime();
        }
        Files.writeString(file, changed);
    }

    /** After the feature macros, which must precede the C library's headers. */
    private static int firstInclude(List<String> lines) {
        int line = 0;
        while (!lines.get(line).startsWith("#include")) {
            line++;
        }
        return line;
    }

    private static IOException unknownRuntime() {
        return new IOException("TeaVM's runtime is not the one that posix-native was made for");
    }

    private static String include(String file) {
        return "#include \"" + file + '"';
    }
}
