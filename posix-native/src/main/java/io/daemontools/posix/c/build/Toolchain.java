package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles and links programs with one compiler: its flags, and the objects that it has made. */
final class Toolchain {
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

    /** Ends the names of what a program is linked from first. */
    private static final String FIRST = "-first";

    private final Path objects;
    private final CCompiler compiler;
    private final IncrementalCompiler incremental;
    private final NativeRuntimeSources runtime;
    private final Linkage linkage;
    private final List<String> flags;
    private final List<String> linkFlags;

    private Toolchain(Path objects, CCompiler compiler, NativeRuntimeSources runtime, Linkage linkage) {
        this.objects = objects;
        this.compiler = compiler;
        this.incremental = new IncrementalCompiler(compiler, runtime.folder());
        this.runtime = runtime;
        this.linkage = linkage;
        flags = new ArrayList<>(COMMON_FLAGS);
        flags.addAll(GENERATED_FLAGS);
        flags.addAll(WARNINGS);
        flags.add("-I" + runtime.folder());
        linkFlags = new ArrayList<>(List.of(LINK_FLAG));
        linkFlags.addAll(linkage.commonFlags());
    }

    /**
     * Compiles the C that programs share.
     *
     * @param shared the directory to which that C is written
     * @param objects the directory of this compiler's objects, which is created
     */
    static Toolchain prepare(Path shared, Path objects, CCompiler compiler) throws IOException, InterruptedException {
        Files.createDirectories(objects);
        List<String> flags = new ArrayList<>(COMMON_FLAGS);
        flags.add(POSITION_INDEPENDENT_FLAG);
        flags.addAll(WARNINGS);
        flags.addAll(PROTOTYPES);
        NativeRuntimeSources runtime = NativeRuntimeSources.compile(shared, objects, compiler, flags);
        Path probe = runtime.folder().resolve(NativeRuntimeSources.PROBE);
        return new Toolchain(objects, compiler, runtime, Linkage.of(compiler, probe, runtime.malloc(), objects));
    }

    /** The flag for a program's own C. */
    static String addressFlag(boolean withAccounts) {
        return withAccounts ? POSITION_INDEPENDENT_FLAG : FIXED_FLAG;
    }

    /** Compiles the C of a command; false if that fails, after the compiler's messages. */
    boolean compile(String command, Path sources, boolean withAccounts) throws IOException, InterruptedException {
        return compile(command, sources, withAccounts, with(flags, addressFlag(withAccounts)));
    }

    /** The same in less time, for tests. */
    boolean compileQuickly(String command, Path sources) throws IOException, InterruptedException {
        return compile(command, sources, false, with(with(flags, FIXED_FLAG), "-O1"));
    }

    private boolean compile(String command, Path sources, boolean withAccounts, List<String> all)
            throws IOException, InterruptedException {
        return incremental.compile(sources.resolve("program.c"), object(command), all)
                && compileLiterals(sources, command + FIRST, withAccounts, LiteralHeaders.PROBE);
    }

    /** Links a command that has been compiled, as {@link Linkage} decides. The map is the linker's list of addresses. */
    boolean link(String command, Path sources, boolean withAccounts, Path program, Path map)
            throws IOException, InterruptedException {
        return linkTwice(command, command, sources, withAccounts, program, map, linkage.flags(withAccounts));
    }

    /** Links it dynamically. */
    boolean linkDynamically(String command, Path sources, Path program, Path map)
            throws IOException, InterruptedException {
        return linkTwice(command, command + "-dynamic", sources, false, program, map, List.of());
    }

    /** Whether a program that does not look up accounts is static, although {@code LDFLAGS} does not demand it. */
    boolean linksStatically() {
        return !linkage.flags(false).isEmpty() && !compiler.hasLinkFlag(Linkage.STATIC);
    }

    /** Links a program that prints the headers of its literals, and with these the program. */
    private boolean linkTwice(
            String command, String name, Path sources, boolean withAccounts, Path program, Path map, List<String> how)
            throws IOException, InterruptedException {
        // First the hand-written C, so that the data that is written is adjacent: see hot_data.h.
        List<Path> parts = new ArrayList<>(runtime.objects(withAccounts));
        parts.add(object(command));
        Path first = objects.resolve(name + FIRST);
        return link(with(parts, literals(command + FIRST)), first, objects.resolve(name + FIRST + ".map"), how)
                && compileLiterals(sources, name, withAccounts, LiteralHeaders.probedBy(first))
                && link(with(parts, literals(name)), program, map, how);
    }

    private boolean link(List<Path> parts, Path program, Path map, List<String> how)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(linkFlags);
        all.addAll(how);
        all.addAll(linkage.mapFlags(map));
        return incremental.link(parts, program, map, all);
    }

    private boolean compileLiterals(Path sources, String name, boolean withAccounts, LiteralHeaders headers)
            throws IOException, InterruptedException {
        List<String> literalFlags = with(flags, addressFlag(withAccounts));
        literalFlags.addAll(headers.flags());
        return incremental.compile(sources.resolve(ProgramBuilder.LITERALS), literals(name), literalFlags);
    }

    private Path object(String command) {
        return objects.resolve(command + ".o");
    }

    private Path literals(String name) {
        return objects.resolve(name + "-literals.o");
    }

    private static <T> List<T> with(List<T> parts, T more) {
        List<T> all = new ArrayList<>(parts);
        all.add(more);
        return all;
    }
}
