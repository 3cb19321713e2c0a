package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** Compiles and links the C of translated commands. */
final class ProgramBuilder {
    static final List<String> COMMON_FLAGS = List.of(
            "-std=gnu11",
            "-O2",
            "-fstack-protector-strong",
            "-D_FILE_OFFSET_BITS=64",
            "-D_TIME_BITS=64",
            "-ffunction-sections",
            "-fdata-sections");

    /** Fixed addresses: data without relocations is not read or written at start. */
    static final String FIXED_FLAG = "-fno-pie";

    /** For programs that look up accounts, and the C that they share with the others. */
    static final String POSITION_INDEPENDENT_FLAG = "-fPIE";

    /**
     * Java's arithmetic wraps and its memory has no C types. TeaVM defines {@code _XOPEN_SOURCE} to nothing, which hides newer
     * functions unless another macro requests them. The last macros redirect calls to runtime.c.
     */
    static final List<String> GENERATED_FLAGS = List.of(
            "-D_DEFAULT_SOURCE",
            "-D_BSD_SOURCE",
            "-D_NETBSD_SOURCE",
            "-D_DARWIN_C_SOURCE",
            "-fwrapv",
            "-fno-strict-aliasing",
            "-Dmain=teavm_main",
            "-DTEAVM_CUSTOM_LOG=1",
            "-Dsetlocale=dt_setlocale",
            "-Dabort=dt_abort");

    /**
     * For hand-written C; {@link GeneratedFiles} gives no warnings. In this build a warning is an error, unless {@code CFLAGS} has
     * {@code -Wno-error}. In the Makefile it is not: other compilers may have more warnings. clang's {@code -Wsection} warns of the
     * purpose of program_head.h.
     */
    private static final List<String> WARNINGS =
            List.of("-Wall", "-Wextra", "-Wshadow", "-Wconversion", "-Wno-section", "-Werror");

    /** For C that is a translation unit of its own. Replacements of TeaVM's runtime functions are declared nowhere, or by {@code f()}. */
    private static final List<String> PROTOTYPES = List.of("-Wmissing-prototypes", "-Wstrict-prototypes");

    /** In addition to {@link Linkage}. */
    static final String LINK_FLAG = "-O2";

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

    private static final String ACCOUNTS = "dt_account(";

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

    /** Ends the names of what a program is linked from first. */
    private static final String FIRST = "-first";

    private final Path sources;
    private final Path objects;
    private final Path programs;

    /** The same programs, linked dynamically so that {@code LD_PRELOAD} works: tests inject faults with it. */
    private final Path dynamic;

    private final CCompiler compiler;
    private final IncrementalCompiler incremental;
    private final NativeRuntimeSources runtime;
    private final Linkage linkage;
    private final HelpHeader help;
    private final List<String> flags;
    private final List<String> linkFlags;

    private ProgramBuilder(
            Path output, CCompiler compiler, NativeRuntimeSources runtime, Linkage linkage, HelpHeader help) {
        this.sources = output.resolve("c");
        this.objects = output.resolve("obj");
        this.programs = output.resolve("bin");
        this.dynamic = objects.resolve(DYNAMIC);
        this.compiler = compiler;
        this.incremental = new IncrementalCompiler(compiler, runtime.folder());
        this.runtime = runtime;
        this.linkage = linkage;
        this.help = help;
        flags = new ArrayList<>(COMMON_FLAGS);
        flags.addAll(GENERATED_FLAGS);
        flags.addAll(WARNINGS);
        flags.add("-I" + runtime.folder());
        linkFlags = new ArrayList<>(List.of(LINK_FLAG));
        linkFlags.addAll(linkage.commonFlags());
    }

    /** Creates the folders and compiles the C that programs share. */
    static ProgramBuilder prepare(Path output, CCompiler compiler, HelpHeader help)
            throws IOException, InterruptedException {
        Path objects = Files.createDirectories(output.resolve("obj"));
        List<String> flags = new ArrayList<>(COMMON_FLAGS);
        flags.add(POSITION_INDEPENDENT_FLAG);
        flags.addAll(WARNINGS);
        flags.addAll(PROTOTYPES);
        NativeRuntimeSources runtime =
                NativeRuntimeSources.compile(output.resolve("c").resolve("runtime"), objects, compiler, flags);
        Linkage linkage =
                Linkage.of(compiler, runtime.folder().resolve(NativeRuntimeSources.PROBE), runtime.malloc(), objects);
        ProgramBuilder builder = new ProgramBuilder(output, compiler, runtime, linkage, help);
        Files.createDirectories(builder.programs);
        if (builder.hasTwins()) {
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
    static boolean isComplete(Path output, String command) {
        Path twins = output.resolve("obj").resolve(DYNAMIC);
        return Files.exists(sources(output, command))
                && Files.exists(program(output, command))
                && (!Files.exists(twins) || Files.exists(twins.resolve(command)));
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
        Path source = Files.write(generated.resolve("program.c"), parts(generated), StandardCharsets.UTF_8);
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
        boolean withAccounts = looksUpAccounts(generated);
        // First the hand-written C, so that the data that is written is adjacent: see hot_data.h.
        List<Path> parts = new ArrayList<>(runtime.objects(withAccounts));
        parts.add(objects.resolve(command + ".o"));
        List<String> how = linkage.flags(withAccounts);
        String addresses = addressFlag(withAccounts);
        return incremental.compile(source, objects.resolve(command + ".o"), with(flags, addresses))
                && compileLiterals(command, command + FIRST, addresses, LiteralHeaders.PROBE)
                && linkTwice(command, command, addresses, parts, programs.resolve(command), objects, how)
                && (withAccounts
                        || !hasTwins()
                        || linkTwice(
                                command,
                                command + "-" + DYNAMIC,
                                addresses,
                                parts,
                                dynamic.resolve(command),
                                dynamic,
                                List.of()));
    }

    /** The flag for a program's own C. */
    static String addressFlag(boolean withAccounts) {
        return withAccounts ? POSITION_INDEPENDENT_FLAG : FIXED_FLAG;
    }

    /** Links a program that prints the headers of its literals, and with these the program. */
    private boolean linkTwice(
            String command, String name, String addresses, List<Path> parts, Path program, Path maps, List<String> how)
            throws IOException, InterruptedException {
        Path first = objects.resolve(name + FIRST);
        return link(with(parts, literals(command + FIRST)), first, objects, how)
                && compileLiterals(command, name, addresses, LiteralHeaders.probedBy(first))
                && link(with(parts, literals(name)), program, maps, how);
    }

    private static <T> List<T> with(List<T> parts, T more) {
        List<T> all = new ArrayList<>(parts);
        all.add(more);
        return all;
    }

    /** Whether static programs are linked dynamically as well, for tests. */
    private boolean hasTwins() {
        return !linkage.flags(false).isEmpty() && !compiler.hasLinkFlag(Linkage.STATIC);
    }

    /** Links. The map is the linker's list of addresses. */
    private boolean link(List<Path> parts, Path program, Path maps, List<String> how)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(linkFlags);
        all.addAll(how);
        Path map = maps.resolve(program.getFileName() + ".map");
        all.addAll(linkage.mapFlags(map));
        return incremental.link(parts, program, map, all);
    }

    private boolean compileLiterals(String command, String name, String addresses, LiteralHeaders headers)
            throws IOException, InterruptedException {
        List<String> literalFlags = with(flags, addresses);
        literalFlags.addAll(headers.flags());
        return incremental.compile(sources.resolve(command).resolve(LITERALS), literals(name), literalFlags);
    }

    private Path literals(String name) {
        return objects.resolve(name + "-literals.o");
    }

    /** Whether the program calls a function of accounts.c. */
    static boolean looksUpAccounts(Path generated) throws IOException {
        try (Stream<Path> files = Files.walk(generated.resolve("classes"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (Files.readString(file).contains(ACCOUNTS)) {
                    return true;
                }
            }
            return false;
        }
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
