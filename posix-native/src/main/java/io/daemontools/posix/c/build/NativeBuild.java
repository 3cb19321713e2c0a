package io.daemontools.posix.c.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.teavm.tooling.TeaVMToolException;

/**
 * Makes the native programs: {@code NativeBuild LIB OUTPUT [MANUALS]} compiles every command among the jars in LIB, by way
 * of C in {@code OUTPUT/c}, to {@code OUTPUT/bin}; with the C comes a Makefile. What a command says of itself is in MANUALS, in
 * files such as {@code svc.help} and {@code svc.version}. {@code CC}, {@code CFLAGS} and {@code LDFLAGS} are honoured.
 *
 * <p>Part of the build, run on HotSpot: nothing of this package is in a program.
 */
public final class NativeBuild {
    private NativeBuild() {}

    /** Exits 1 if a command cannot be compiled, after having said why; without a C compiler there is nothing to do. */
    public static void main(String[] arguments)
            throws IOException, TeaVMToolException, InterruptedException, ExecutionException {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: NativeBuild LIB OUTPUT [MANUALS]");
            System.exit(100);
        }
        CCompiler compiler = CCompiler.fromEnvironment(System.getenv());
        if (!compiler.present()) {
            System.out.println("No C compiler (" + compiler.name() + "): the native programs are left out.");
            return;
        }
        HelpHeader help = arguments.length == 3 ? HelpHeader.in(Path.of(arguments[2])) : HelpHeader.none();
        if (!build(jarsIn(Path.of(arguments[0])), Path.of(arguments[1]), compiler, help)) {
            System.exit(1);
        }
    }

    /** Java to C takes one thread, C to programs the others. */
    private static boolean build(List<File> jars, Path output, CCompiler compiler, HelpHeader help)
            throws IOException, TeaVMToolException, InterruptedException, ExecutionException {
        Translator translator = new Translator(jars);
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            ProgramBuilder programs = ProgramBuilder.prepare(output, compiler, help);
            List<String> commands = new ArrayList<>();
            List<Future<Boolean>> results = new ArrayList<>();
            for (File jar : jars) {
                Optional<MainClass> main = MainClass.of(jar);
                if (main.isPresent()) {
                    String command = main.get().command();
                    if (!translator.translate(main.get().name(), programs.sources(command))) {
                        return false;
                    }
                    commands.add(command);
                    results.add(workers.submit(() -> programs.build(command)));
                }
            }
            boolean built = true;
            for (Future<Boolean> result : results) {
                built &= result.get();
            }
            SourceMakefile.write(output.resolve("c"), commands);
            return built;
        } finally {
            workers.shutdown();
        }
    }

    /** Sorted, because the order of a directory is anybody's guess and a build should be repeatable. */
    private static List<File> jarsIn(Path directory) throws IOException {
        List<File> jars = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*.jar")) {
            paths.forEach(path -> jars.add(path.toFile()));
        }
        jars.sort(Comparator.naturalOrder());
        return jars;
    }
}
