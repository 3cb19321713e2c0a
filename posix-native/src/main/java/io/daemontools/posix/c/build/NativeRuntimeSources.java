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

/** The hand-written C that all programs share. */
final class NativeRuntimeSources {
    private static final String RESOURCES = "/io/daemontools/posix/c/";
    private static final List<String> HEADERS = List.of(
            "answer.h", "dt_posix.h", "file_status.h", "inline.h", "teavm_runtime.h", "hot_data.h", "wait_status.h");
    static final String ACCOUNTS = "accounts.c";
    static final String MALLOC = "malloc.c";

    /** Not linked into any program: see {@link Linkage}. */
    static final String PROBE = "probe.c";

    static final List<String> SOURCES = List.of(
            ACCOUNTS,
            "clocks.c",
            "descriptors.c",
            "errors.c",
            "files.c",
            "freebsd.c",
            "heap.c",
            "identity.c",
            "limits.c",
            MALLOC,
            "process_entry.c",
            "processes.c",
            "program.c",
            "runtime.c",
            "serial.c",
            "signals.c",
            "sockets.c",
            "watches.c");

    private final Path folder;
    private final Path accounts;
    private final Path malloc;
    private final List<Path> objects = new ArrayList<>();

    private NativeRuntimeSources(Path folder, Path objects) {
        this.folder = folder;
        this.accounts = object(ACCOUNTS, objects);
        this.malloc = object(MALLOC, objects);
    }

    /** Writes the C to {@code folder} and compiles it to {@code objects}. */
    static NativeRuntimeSources compile(Path folder, Path objects, CCompiler compiler, List<String> flags)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        NativeRuntimeSources runtime = new NativeRuntimeSources(folder, objects);
        copy(PROBE, folder);
        for (String header : HEADERS) {
            copy(header, folder);
        }
        Files.write(folder.resolve("errno_table.h"), errnoTable(), StandardCharsets.UTF_8);
        IncrementalCompiler incremental = new IncrementalCompiler(compiler, folder);
        for (String source : SOURCES) {
            copy(source, folder);
            Path object = object(source, objects);
            if (!incremental.compile(folder.resolve(source), object, flags)) {
                throw new IOException("the hand-written C does not compile: " + source);
            }
            runtime.objects.add(object);
        }
        return runtime;
    }

    /** Copies a C file from this class's resources to a folder. */
    static void copy(String file, Path folder) throws IOException {
        try (InputStream resource = NativeRuntimeSources.class.getResourceAsStream(RESOURCES + file)) {
            if (resource == null) {
                throw new FileNotFoundException(RESOURCES + file);
            }
            Files.copy(resource, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The folder of the headers. */
    Path folder() {
        return folder;
    }

    /** The object file of {@code malloc.c}, linked only where the C library's malloc can be replaced. */
    Path malloc() {
        return malloc;
    }

    /** The object files of every program; {@code accounts.c} is only for programs that look up accounts. */
    List<Path> objects(boolean withAccounts) {
        List<Path> chosen = new ArrayList<>(objects);
        chosen.remove(malloc);
        if (!withAccounts) {
            chosen.remove(accounts);
        }
        return chosen;
    }

    private static Path object(String source, Path folder) {
        return folder.resolve("runtime-" + source.replace(".c", ".o"));
    }

    /** The cases of {@code errors.c}. Only the platform's headers define the numbers, and not all of them. */
    static List<String> errnoTable() {
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
}
