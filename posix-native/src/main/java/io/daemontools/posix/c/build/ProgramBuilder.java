package io.daemontools.posix.c.build;

import io.daemontools.posix.Errno;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Makes programs of the C that commands were translated to and of the door's own C, which they share. */
final class ProgramBuilder {
    private static final String RESOURCES = "/io/daemontools/posix/c/";
    private static final List<String> INCLUDED = List.of("answer.h", "door.h", "file_status.h", "string_pool.c");
    private static final List<String> DOOR =
            List.of("clocks.c", "descriptors.c", "errors.c", "files.c", "processes.c", "runtime.c", "signals.c");

    /** Fixed addresses: what needs no relocation at start stays unread on disk, and unwritten in memory. */
    private static final List<String> COMMON_FLAGS = List.of(
            "-std=gnu11", "-O2", "-fno-pie", "-D_FILE_OFFSET_BITS=64", "-ffunction-sections", "-fdata-sections");

    /** Java's arithmetic wraps and its memory has no C types. */
    private static final List<String> GENERATED_FLAGS = List.of("-w", "-fwrapv", "-fno-strict-aliasing");

    /** The runtime's calls that runtime.c takes over. */
    private static final List<String> REPLACED_CALLS = List.of(
            "-Dmain=teavm_main",
            "-Dsetlocale=dt_setlocale",
            "-Dmmap=dt_mmap",
            "-Dmprotect=dt_mprotect",
            "-Dabort=dt_abort");

    private static final List<String> LINK_FLAGS = List.of("-O2", "-s", "-no-pie", "-Wl,--gc-sections");

    /** Timers and a blocked signal, for which runtime.c stands in; and what no command calls. */
    private static final List<String> LEFT_OUT = List.of(include("date.c"), include("fiber.c"), include("file.c"));

    private static final String STRING_TABLE = include("stringhash.c");
    private static final String STRING_POOL = include("string_pool.c");

    private final Path sources;
    private final Path objects;
    private final Path programs;
    private final CCompiler compiler;
    private final List<Path> doorObjects = new ArrayList<>();

    private ProgramBuilder(Path output, CCompiler compiler) {
        this.sources = output.resolve("c");
        this.objects = output.resolve("obj");
        this.programs = output.resolve("bin");
        this.compiler = compiler;
    }

    /** Makes the folders and compiles the door. */
    static ProgramBuilder prepare(Path output, CCompiler compiler) throws IOException, InterruptedException {
        ProgramBuilder builder = new ProgramBuilder(output, compiler);
        Files.createDirectories(builder.door());
        Files.createDirectories(builder.objects);
        Files.createDirectories(builder.programs);
        builder.writeDoor();
        builder.compileDoor();
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
        List<String> flags = new ArrayList<>(COMMON_FLAGS);
        flags.addAll(GENERATED_FLAGS);
        flags.addAll(REPLACED_CALLS);
        flags.add("-I" + door());
        Path object = objects.resolve(command + ".o");
        if (!compiler.compile(source, object, flags)) {
            return false;
        }
        List<Path> parts = new ArrayList<>(doorObjects);
        parts.add(object);
        return compiler.link(parts, programs.resolve(command), LINK_FLAGS);
    }

    /** The lines that make one translation unit of a program's generated files. */
    private static List<String> parts(Path generated) throws IOException {
        List<String> lines = Files.readAllLines(generated.resolve("all.c"), StandardCharsets.UTF_8);
        if (!lines.containsAll(LEFT_OUT) || !lines.contains(STRING_TABLE)) {
            throw new IOException("TeaVM's runtime is not the one that posix-native was made for");
        }
        lines.removeAll(LEFT_OUT);
        lines.replaceAll(line -> line.equals(STRING_TABLE) ? STRING_POOL : line);
        return lines;
    }

    private static String include(String file) {
        return "#include \"" + file + '"';
    }

    private Path door() {
        return sources.resolve("door");
    }

    private void writeDoor() throws IOException {
        List<String> files = new ArrayList<>(INCLUDED);
        files.addAll(DOOR);
        for (String file : files) {
            try (InputStream resource = ProgramBuilder.class.getResourceAsStream(RESOURCES + file)) {
                if (resource == null) {
                    throw new FileNotFoundException(RESOURCES + file);
                }
                Files.copy(resource, door().resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.write(door().resolve("errno_table.h"), errnoTable(), StandardCharsets.UTF_8);
    }

    /** The numbers are the platform's: only its headers know them, and which there are. */
    private static List<String> errnoTable() {
        List<String> lines = new ArrayList<>();
        for (Errno errno : Errno.values()) {
            if (errno != Errno.UNKNOWN) {
                lines.add("#ifdef " + errno);
                lines.add("{" + errno + ", " + errno.ordinal() + "},");
                lines.add("#endif");
            }
        }
        return lines;
    }

    private void compileDoor() throws IOException, InterruptedException {
        for (String file : DOOR) {
            Path object = objects.resolve("door-" + file.replace(".c", ".o"));
            if (!compiler.compile(door().resolve(file), object, COMMON_FLAGS)) {
                throw new IOException("the door's own C does not compile: " + file);
            }
            doorObjects.add(object);
        }
    }
}
