package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Makes programs of the C that commands were translated to. */
final class ProgramBuilder {
    /** Fixed addresses: what needs no relocation at start stays unread on disk, and unwritten in memory. */
    static final List<String> COMMON_FLAGS = List.of(
            "-std=gnu11", "-O2", "-fno-pie", "-D_FILE_OFFSET_BITS=64", "-ffunction-sections", "-fdata-sections");

    /** Java's arithmetic wraps and its memory has no C types. The defines are calls that runtime.c and heap.c take over. */
    static final List<String> GENERATED_FLAGS = List.of(
            "-w",
            "-fwrapv",
            "-fno-strict-aliasing",
            "-Dmain=teavm_main",
            "-DTEAVM_CUSTOM_LOG=1",
            "-Dsetlocale=dt_setlocale",
            "-Dmmap=dt_mmap",
            "-Dmprotect=dt_mprotect",
            "-Dabort=dt_abort");

    static final List<String> LINK_FLAGS = List.of("-O2", "-no-pie", "-Wl,--gc-sections");

    /** Not for programs that watch themselves: they want their names to tell, and every allocation to be libc's. */
    static final String WITHOUT_NAMES = "-s";

    static final List<String> OWN_ALLOCATOR = List.of("-Dmalloc=dt_malloc", "-Dfree=dt_free");

    /**
     * Timers and a blocked signal, for which runtime.c stands in; the literals, for which literals.c does; and what no
     * command calls.
     */
    private static final List<String> LEFT_OUT = List.of(
            include("date.c"), include("fiber.c"), include("file.c"), include("stringhash.c"), include("strings.c"));

    /** What others stand in for; those say why. */
    private static final Map<String, String> REPLACED =
            Map.of("main.c", "program_main.c", "classes/org/teavm/runtime/GC.c", "collector.c");

    static final String LITERALS = "literals.c";
    private static final String OWN_WORDS = "own_words.c";

    /** Room for the classes of arrays that a program has, and not for one of every class: a limit on memory counts it. */
    private static final String ARRAY_CLASSES = "TEAVM_DYNAMIC_CLASS_POOL_CAPACITY ";

    private static final String ENOUGH_ARRAY_CLASSES = ARRAY_CLASSES + 128;

    private final Path sources;
    private final Path objects;
    private final Path programs;
    private final CCompiler compiler;
    private final Door door;
    private final OwnWords words;
    private final List<String> flags;
    private final List<String> linkFlags;

    private ProgramBuilder(Path output, CCompiler compiler, Door door, OwnWords words) {
        this.sources = output.resolve("c");
        this.objects = output.resolve("obj");
        this.programs = output.resolve("bin");
        this.compiler = compiler;
        this.door = door;
        this.words = words;
        flags = new ArrayList<>(COMMON_FLAGS);
        flags.addAll(GENERATED_FLAGS);
        flags.add("-I" + door.folder());
        linkFlags = new ArrayList<>(LINK_FLAGS);
        if (!compiler.sanitizes()) {
            flags.addAll(OWN_ALLOCATOR);
            linkFlags.add(WITHOUT_NAMES);
        }
    }

    /** Makes the folders and compiles what programs share. */
    static ProgramBuilder prepare(Path output, CCompiler compiler, OwnWords words)
            throws IOException, InterruptedException {
        Path objects = Files.createDirectories(output.resolve("obj"));
        Door door = Door.compile(output.resolve("c").resolve("door"), objects, compiler, COMMON_FLAGS);
        ProgramBuilder builder = new ProgramBuilder(output, compiler, door, words);
        Files.createDirectories(builder.programs);
        return builder;
    }

    /** Where the C of a command goes. */
    Path sources(String command) {
        return sources.resolve(command);
    }

    /** Compiles and links a command that has been translated; false if that fails, which has then been told. */
    boolean build(String command) throws IOException, InterruptedException {
        Path generated = sources(command);
        Path source = Files.write(generated.resolve("program.c"), parts(generated), StandardCharsets.UTF_8);
        Door.copy(LITERALS, generated);
        Door.copy(OWN_WORDS, generated);
        Files.write(generated.resolve("own_words.h"), words.linesOf(command), StandardCharsets.US_ASCII);
        for (String replacement : REPLACED.values()) {
            Door.copy(replacement, generated);
        }
        Path arrays = generated.resolve("arrayclass_gen.h");
        Files.writeString(arrays, Files.readString(arrays).replaceFirst(ARRAY_CLASSES + "\\d+", ENOUGH_ARRAY_CLASSES));
        return compiler.compile(source, objects.resolve(command + ".o"), flags)
                && link(command, objects.resolve(command + "-first"), LiteralHeaders.TELL)
                && link(command, programs.resolve(command), LiteralHeaders.toldBy(objects.resolve(command + "-first")));
    }

    /** Links with literals that have these headers; the map says where in memory things are. */
    private boolean link(String command, Path program, LiteralHeaders headers)
            throws IOException, InterruptedException {
        List<String> literalFlags = new ArrayList<>(flags);
        literalFlags.addAll(headers.flags());
        Path literals = objects.resolve(command + "-literals.o");
        List<Path> parts = new ArrayList<>(door.objects());
        parts.add(objects.resolve(command + ".o"));
        parts.add(literals);
        return compiler.compile(sources(command).resolve(LITERALS), literals, literalFlags)
                && compiler.link(parts, program, linkFlags(command));
    }

    private List<String> linkFlags(String command) {
        List<String> withMap = new ArrayList<>(linkFlags);
        withMap.add("-Wl,-Map=" + objects.resolve(command + ".map"));
        return withMap;
    }

    /** The lines that make one translation unit of a program's generated files, the literals apart. */
    private static List<String> parts(Path generated) throws IOException {
        List<String> lines = Files.readAllLines(generated.resolve("all.c"), StandardCharsets.UTF_8);
        if (!lines.containsAll(LEFT_OUT)) {
            throw unknownRuntime();
        }
        lines.removeAll(LEFT_OUT);
        for (Map.Entry<String, String> replaced : REPLACED.entrySet()) {
            if (!Collections.replaceAll(lines, include(replaced.getKey()), include(replaced.getValue()))) {
                throw unknownRuntime();
            }
        }
        lines.add(include(OWN_WORDS));
        return lines;
    }

    private static IOException unknownRuntime() {
        return new IOException("TeaVM's runtime is not the one that posix-native was made for");
    }

    private static String include(String file) {
        return "#include \"" + file + '"';
    }
}
