package io.daemontools.posix.c.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.teavm.tooling.TeaVMToolException;

/**
 * Builds the native programs. {@code NativeBuild LIB OUTPUT [MANUALS]} translates every command among the jars in LIB to C in
 * {@code OUTPUT/c}, with a Makefile, and compiles it to {@code OUTPUT/bin}. MANUALS has the help texts, in files such as {@code
 * svc.help} and {@code svc.version}. {@link Compilers} lists the variables of the environment that are honoured. Programs that are up
 * to date are kept.
 *
 * <p>Part of the build, run on HotSpot: no class of this package is in a program.
 */
public final class NativeBuild {
    private static final String RECORD = ".made-of";

    private NativeBuild() {}

    /** Exits 1 if a command cannot be compiled, after an error message. Does nothing without a C compiler. */
    public static void main(String[] arguments)
            throws IOException, TeaVMToolException, InterruptedException, ExecutionException {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: NativeBuild LIB OUTPUT [MANUALS]");
            System.exit(100);
        }
        Compilers compilers = Compilers.of(System.getenv());
        if (!compilers.system().present()) {
            System.out.println("No C compiler (" + compilers.system().name() + "): the native programs are left out.");
            return;
        }
        HelpHeader help = arguments.length == 3 ? HelpHeader.in(Path.of(arguments[2])) : HelpHeader.none();
        if (!build(jarsIn(Path.of(arguments[0])), Path.of(arguments[1]), compilers, help)) {
            System.exit(1);
        }
    }

    /** One thread translates to C, the others compile. Programs that are up to date are kept. */
    private static boolean build(List<File> jars, Path output, Compilers compilers, HelpHeader help)
            throws IOException, TeaVMToolException, InterruptedException, ExecutionException {
        Map<MainClass, File> commands = new LinkedHashMap<>();
        List<File> libraries = new ArrayList<>();
        for (File jar : jars) {
            MainClass.of(jar).ifPresentOrElse(main -> commands.put(main, jar), () -> libraries.add(jar));
        }
        Translator translator = new Translator(libraries);
        Fingerprint shared = translator.fingerprint().add(compilers.identity());
        Map<MainClass, Fingerprint> outdated = new LinkedHashMap<>();
        for (Map.Entry<MainClass, File> entry : commands.entrySet()) {
            String command = entry.getKey().command();
            Fingerprint parts = new Fingerprint()
                    .add(shared.toString())
                    .add(entry.getKey().name())
                    .addClasses(entry.getValue().toPath())
                    .add(help.linesOf(command));
            if (!parts.isRecorded(record(output, command), ProgramBuilder.program(output, command))
                    || !ProgramBuilder.isComplete(output, command)) {
                outdated.put(entry.getKey(), parts);
            }
        }
        List<String> names = commands.keySet().stream().map(MainClass::command).toList();
        boolean removed = removeAllBut(names, output);
        if (outdated.isEmpty() && !removed && SourceMakefile.isThere(output.resolve("c"))) {
            return true;
        }
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            ProgramBuilder programs = ProgramBuilder.prepare(output, compilers, help);
            List<Future<Boolean>> results = new ArrayList<>();
            for (Map.Entry<MainClass, Fingerprint> entry : outdated.entrySet()) {
                String command = entry.getKey().command();
                Path record = record(output, command);
                Files.deleteIfExists(record);
                if (!translator.translate(
                        entry.getKey().name(), commands.get(entry.getKey()), programs.emptySources(command))) {
                    return false;
                }
                results.add(workers.submit(() -> {
                    boolean built = programs.build(command);
                    if (built) {
                        entry.getValue().record(record, ProgramBuilder.program(output, command));
                    }
                    return built;
                }));
            }
            boolean built = true;
            for (Future<Boolean> result : results) {
                built &= result.get();
            }
            SourceMakefile.write(output.resolve("c"), names);
            return built;
        } finally {
            workers.shutdown();
        }
    }

    /** The file that records the input of a program. */
    private static Path record(Path output, String command) {
        return output.resolve("obj").resolve(command + RECORD);
    }

    /** Removes the programs that an earlier build has made for other commands; true if there was one. */
    private static boolean removeAllBut(List<String> commands, Path output) throws IOException {
        Path objects = Files.createDirectories(output.resolve("obj"));
        boolean removed = false;
        try (DirectoryStream<Path> records = Files.newDirectoryStream(objects, "*" + RECORD)) {
            for (Path record : records) {
                String name = record.getFileName().toString();
                String command = name.substring(0, name.length() - RECORD.length());
                if (!commands.contains(command)) {
                    Files.deleteIfExists(ProgramBuilder.program(output, command));
                    Files.delete(record);
                    removed = true;
                }
            }
        }
        return removed;
    }

    /** Sorted, because the order of a directory listing is undefined and builds are repeatable. */
    private static List<File> jarsIn(Path directory) throws IOException {
        List<File> jars = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*.jar")) {
            paths.forEach(path -> jars.add(path.toFile()));
        }
        jars.sort(Comparator.naturalOrder());
        return jars;
    }
}
