package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a Makefile next to the C of the commands. With a C compiler and any POSIX make it builds the same programs as this build,
 * in the same steps and with the same flags.
 *
 * <p>The recipes run only the compiler and the programs of the first link. No directory is named {@code obj}, since BSD make would
 * change into it.
 */
@SuppressWarnings("InlineFormatString") // parts of a file
final class SourceMakefile {
    private static final String HEAD = """
            # Makes the suite of its C, which was made of Java: needs a C compiler and make. See README.md.
            .POSIX:
            .SUFFIXES:

            CC = cc
            CFLAGS =
            LDFLAGS =
            PREFIX = /usr/local
            SERVICES = /service
            DESTDIR =

            COMMON = %s
            GENERATED = %s
            LINK = %s
            RUNTIME = %s

            all: %s

            check: all
            \t@sh ./check bin

            install: all
            \t@DESTDIR='$(DESTDIR)' sh ./install --services '$(SERVICES)' '$(PREFIX)'

            uninstall:
            \t@DESTDIR='$(DESTDIR)' sh ./install --uninstall '$(PREFIX)'

            clean:
            \trm -f work/*.[co] work/*-first work/probe work/linkage %s

            # What the linker knows: flags for all programs, and for those that can be static, which none is if LDFLAGS has
            # %s.
            work/linkage: runtime/%s %s
            \tlink=; for flags in %s; do \\
            \t  for flag in $$flags; do \\
            \t    if $(CC) $(CFLAGS) $$link $$flag $(LDFLAGS) -o work/probe runtime/%s 2>/dev/null; \\
            \t    then link="$$link $$flag"; break; fi; \\
            \t  done; \\
            \tdone; \\
            \tstatic=; case ' $(LDFLAGS) ' in \\
            \t  *' %s '*) ;; \\
            \t  *) for how in %s '%s %s'; do \\
            \t    if $(CC) $(CFLAGS) $$link $$how $(LDFLAGS) -o work/probe runtime/%s 2>/dev/null; \\
            \t    then static=$$how; fi; \\
            \t  done ;; \\
            \tesac; \\
            \tpie=; case ' $(LDFLAGS) ' in \\
            \t  *' %s '*) ;; \\
            \t  *) if $(CC) $(CFLAGS) $$link %s %s $(LDFLAGS) -o work/probe runtime/%s 2>/dev/null; then pie=%s; fi ;; \\
            \tesac; \\
            \t{ echo "$$link"; echo "$$static"; echo "$$pie"; } >$@
            """;

    private static final String RUNTIME_RULE = """

            work/runtime-%1$s.o: %2$s
            \t$(CC) $(COMMON) %3$s $(CFLAGS) -c -o $@ runtime/%1$s.c
            """;

    private static final String COMPILE_RULE = """

            work/%1$s.o: %2$s
            \t$(CC) $(COMMON) $(GENERATED) %3$s $(CFLAGS) -c -o $@ %1$s/program.c
            """;

    /**
     * The rule for a program: its file of literals, their headers, dependencies, and objects. The first link prints the headers
     * that make the literals complete on disk; on a machine that cannot run it, each start completes them.
     */
    private static final String LINK_RULE = """

            bin/%1$s: work/%1$s.o %5$s work/linkage \\
            %4$s
            \t$(CC) $(COMMON) $(GENERATED) %7$s $(CFLAGS) %3$s -c -o work/%1$s-literals.o %1$s/%2$s
            \t{ read link; read static; read pie; } <work/linkage; \\
            \t$(CC) $(CFLAGS) $(LINK) $$link %6$s $(LDFLAGS) -o work/%1$s-first %5$s work/%1$s.o work/%1$s-literals.o
            \theaders=`work/%1$s-first /dev/null </dev/null 2>/dev/null` || headers='0 0'; set -- $$headers; \\
            \t$(CC) $(COMMON) $(GENERATED) %7$s $(CFLAGS) "-DDT_STRING_HEADER=($$1)" "-DDT_CHARACTERS_HEADER=($$2)" \\
            \t-c -o work/%1$s-literals.o %1$s/%2$s
            \t{ read link; read static; read pie; } <work/linkage; \\
            \t$(CC) $(CFLAGS) $(LINK) $$link %6$s $(LDFLAGS) -o $@ %5$s work/%1$s.o work/%1$s-literals.o
            """;

    /** Maximum line length: some versions of make read no more than 2048 characters of a line. */
    private static final int LINE = 1_000;

    private static final String ACCOUNTS = object(NativeRuntimeSources.ACCOUNTS);

    private SourceMakefile() {}

    /** Whether an earlier build has written it. */
    static boolean isThere(Path folder) {
        return Files.exists(folder.resolve("Makefile"));
    }

    /** Writes {@code Makefile} into the folder of the C. */
    static void write(Path folder, List<String> commands) throws IOException {
        StringBuilder text = new StringBuilder(head(commands));
        for (String source : NativeRuntimeSources.SOURCES) {
            text.append(RUNTIME_RULE.formatted(
                    name(source),
                    includes(folder, Path.of("runtime", source)),
                    ProgramBuilder.POSITION_INDEPENDENT_FLAG));
        }
        String probe = LiteralHeaders.PROBE.flags().stream()
                .map(flag -> '"' + flag + '"')
                .collect(Collectors.joining(" "));
        for (String command : commands) {
            boolean withAccounts = ProgramBuilder.looksUpAccounts(folder.resolve(command));
            String addresses = ProgramBuilder.addressFlag(withAccounts);
            text.append(COMPILE_RULE.formatted(command, includes(folder, Path.of(command, "program.c")), addresses));
            text.append(LINK_RULE.formatted(
                    command,
                    ProgramBuilder.LITERALS,
                    probe,
                    includes(folder, Path.of(command, ProgramBuilder.LITERALS)),
                    withAccounts ? ACCOUNTS + " $(RUNTIME)" : "$(RUNTIME)",
                    withAccounts ? "$$pie" : "$$static",
                    addresses));
        }
        Files.writeString(folder.resolve("Makefile"), text, StandardCharsets.UTF_8);
    }

    /** The dependencies of an object; the Makefile's folder is that of the C. */
    private static String includes(Path folder, Path source) throws IOException {
        StringBuilder text = new StringBuilder();
        int length = 0;
        for (Path file : Includes.of(folder.resolve(source), folder.resolve("runtime"))) {
            String name = folder.relativize(file).toString();
            length += name.length() + 1;
            if (length > LINE) {
                text.append("\\\n");
                length = name.length() + 1;
            }
            text.append(name).append(' ');
        }
        return text.toString().strip();
    }

    private static String head(List<String> commands) {
        List<String> generated = new ArrayList<>(ProgramBuilder.GENERATED_FLAGS);
        generated.add("-Iruntime");
        String programs = commands.stream().map("bin/%s"::formatted).collect(Collectors.joining(" "));
        return HEAD.formatted(
                String.join(" ", ProgramBuilder.COMMON_FLAGS),
                String.join(" ", generated),
                ProgramBuilder.LINK_FLAG,
                NativeRuntimeSources.SOURCES.stream()
                        .filter(source -> !source.equals(NativeRuntimeSources.ACCOUNTS)
                                && !source.equals(NativeRuntimeSources.MALLOC))
                        .map(SourceMakefile::object)
                        .collect(Collectors.joining(" ")),
                programs,
                programs,
                Linkage.DYNAMIC,
                NativeRuntimeSources.PROBE,
                object(NativeRuntimeSources.MALLOC),
                Linkage.WANTED.stream()
                        .map(flags -> "'" + String.join(" ", flags) + "'")
                        .collect(Collectors.joining(" ")),
                NativeRuntimeSources.PROBE,
                Linkage.DYNAMIC,
                Linkage.STATIC,
                Linkage.STATIC,
                object(NativeRuntimeSources.MALLOC),
                NativeRuntimeSources.PROBE,
                Linkage.STATIC,
                ProgramBuilder.POSITION_INDEPENDENT_FLAG,
                Linkage.POSITION_INDEPENDENT,
                NativeRuntimeSources.PROBE,
                Linkage.POSITION_INDEPENDENT);
    }

    private static String object(String source) {
        return "work/runtime-" + name(source) + ".o";
    }

    private static String name(String source) {
        return source.substring(0, source.length() - ".c".length());
    }
}
