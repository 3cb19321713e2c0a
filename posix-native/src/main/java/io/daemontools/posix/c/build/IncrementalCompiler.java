package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compiles and links the files that have changed. An object or program is kept if it was built from the same input, by the same
 * compiler and with the same flags. A record of these is kept next to each object.
 */
final class IncrementalCompiler {
    private final CCompiler compiler;
    private final Path headers;

    /** {@code headers} is the directory of the headers that are not beside a source. */
    IncrementalCompiler(CCompiler compiler, Path headers) {
        this.compiler = compiler;
        this.headers = headers;
    }

    /** Compiles an object file; false if that fails, after the compiler's messages. */
    boolean compile(Path source, Path object, List<String> flags) throws IOException, InterruptedException {
        Fingerprint parts = new Fingerprint().add(compiler.identity()).add(flags);
        for (Path file : Includes.of(source, headers)) {
            parts.add(file.toString()).addFile(file);
        }
        return made(parts, record(object), object, () -> compiler.compile(source, object, flags));
    }

    /** Links a program and the linker's map, if any; {@code map} names the record. */
    boolean link(List<Path> objects, Path program, Path map, List<String> flags)
            throws IOException, InterruptedException {
        Fingerprint parts = new Fingerprint().add(compiler.identity()).add(flags);
        for (Path object : objects) {
            parts.addFile(object);
        }
        return made(parts, record(map), program, () -> compiler.link(objects, program, flags));
    }

    private static Path record(Path file) {
        return file.resolveSibling(file.getFileName() + ".made-of");
    }

    private static boolean made(Fingerprint parts, Path record, Path output, Step step)
            throws IOException, InterruptedException {
        if (parts.isRecorded(record, output)) {
            return true;
        }
        Files.deleteIfExists(record);
        if (!step.succeeds()) {
            return false;
        }
        parts.record(record, output);
        return true;
    }

    @FunctionalInterface
    private interface Step {
        boolean succeeds() throws IOException, InterruptedException;
    }
}
