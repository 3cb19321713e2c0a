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
            # For the programs that need no more of a C library than system calls; "default" is musl-gcc where it is and CC is cc.
            SMALL_CC = default
            CFLAGS =
            LDFLAGS =
            PREFIX = /usr/local
            SERVICES = /service
            DESTDIR =

            COMMON = %s
            GENERATED = %s
            LINK = %s
            RUNTIME = %s
            SMALL_RUNTIME = %s

            all: %s

            check: all
            \t@sh ./check bin

            install: all
            \t@DESTDIR='$(DESTDIR)' sh ./install --services '$(SERVICES)' '$(PREFIX)'

            uninstall:
            \t@DESTDIR='$(DESTDIR)' sh ./install --uninstall '$(PREFIX)'

            clean:
            \trm -f work/*.[co] work/*-first work/*-probe work/compiler work/*linkage %s
            """;

    private static final String COMPILER_RULE = """

            work/compiler: runtime/%1$s
            \tsmall='$(SMALL_CC)'; case " $$small "' $(CFLAGS) $(LDFLAGS) ' in \\
            \t  *' -fsanitize='* | *' %2$s '*) small= ;; \\
            \t  ' default '*) small=; \\
            \t    if [ '$(CC)' = cc ] && musl-gcc $(CFLAGS) %3$s $(LDFLAGS) -o $@-probe runtime/%1$s 2>/dev/null; \\
            \t    then small=musl-gcc; fi ;; \\
            \tesac; \\
            \t[ -n "$$small" ] || small='$(CC)'; echo "$$small" >$@
            """;

    /** What the linker of a compiler knows: flags for all programs, for those that can be static, and for those with accounts. */
    private static final String LINKAGE_RULE = """

            %1$s: %2$s runtime/%3$s %4$s
            \t%5$s; link=; for flags in %6$s; do \\
            \t  for flag in $$flags; do \\
            \t    if $$cc $(CFLAGS) $$link $$flag $(LDFLAGS) -o $@-probe runtime/%3$s 2>/dev/null; \\
            \t    then link="$$link $$flag"; break; fi; \\
            \t  done; \\
            \tdone; \\
            \tstatic=; case ' $(LDFLAGS) ' in \\
            \t  *' %7$s '*) ;; \\
            \t  *) for how in %8$s '%8$s %4$s'; do \\
            \t    if $$cc $(CFLAGS) $$link $$how $(LDFLAGS) -o $@-probe runtime/%3$s 2>/dev/null; \\
            \t    then static=$$how; fi; \\
            \t  done ;; \\
            \tesac; \\
            \tpie=; case ' $(LDFLAGS) ' in \\
            \t  *' %8$s '*) ;; \\
            \t  *) if $$cc $(CFLAGS) $$link %9$s %10$s $(LDFLAGS) -o $@-probe runtime/%3$s 2>/dev/null; then pie=%10$s; fi ;; \\
            \tesac; \\
            \t{ echo "$$link"; echo "$$static"; echo "$$pie"; } >$@
            """;

    private static final String RUNTIME_RULE = """

            work/%1$s.o: %2$s
            \t%3$s; $$cc $(COMMON) %4$s $(CFLAGS) -c -o $@ runtime/%5$s
            """;

    private static final String COMPILE_RULE = """

            work/%1$s.o: %2$s
            \t%3$s; $$cc $(COMMON) $(GENERATED) %4$s $(CFLAGS) -c -o $@ %1$s/program.c
            """;

    /**
     * The rule for a program: its file of literals, their headers, dependencies, and objects. The first link prints the headers
     * that make the literals complete on disk; on a machine that cannot run it, each start completes them.
     */
    private static final String LINK_RULE = """

            bin/%1$s: work/%1$s.o %5$s %9$s \\
            %4$s
            \t%8$s; $$cc $(COMMON) $(GENERATED) %7$s $(CFLAGS) %3$s -c -o work/%1$s-literals.o %1$s/%2$s
            \t%8$s; { read link; read static; read pie; } <%9$s; \\
            \t$$cc $(CFLAGS) $(LINK) $$link %6$s $(LDFLAGS) -o work/%1$s-first %5$s work/%1$s.o work/%1$s-literals.o
            \t%8$s; headers=`work/%1$s-first /dev/null </dev/null 2>/dev/null` || headers='0 0'; set -- $$headers; \\
            \t$$cc $(COMMON) $(GENERATED) %7$s $(CFLAGS) "-DDT_STRING_HEADER=($$1)" "-DDT_CHARACTERS_HEADER=($$2)" \\
            \t-c -o work/%1$s-literals.o %1$s/%2$s
            \t%8$s; { read link; read static; read pie; } <%9$s; \\
            \t$$cc $(CFLAGS) $(LINK) $$link %6$s $(LDFLAGS) -o $@ %5$s work/%1$s.o work/%1$s-literals.o
            """;

    /** Which of the two compilers; commands of a recipe, and what it depends on. */
    private enum Compiler {
        SYSTEM("cc='$(CC)'", "", "work/linkage", "runtime-"),
        SMALL("read cc <work/compiler", "work/compiler ", "work/small-linkage", "small-");

        private final String choice;
        private final String needs;
        private final String linkage;
        private final String prefix;

        Compiler(String choice, String needs, String linkage, String prefix) {
            this.choice = choice;
            this.needs = needs;
            this.linkage = linkage;
            this.prefix = prefix;
        }

        private String name(String source) {
            return prefix + source.substring(0, source.length() - ".c".length());
        }

        private String object(String source) {
            return "work/" + name(source) + ".o";
        }

        private String objects() {
            return NativeRuntimeSources.SOURCES.stream()
                    .filter(source -> !source.equals(NativeRuntimeSources.ACCOUNTS)
                            && !source.equals(NativeRuntimeSources.MALLOC))
                    .map(this::object)
                    .collect(Collectors.joining(" "));
        }

        private String linkageRule() {
            return LINKAGE_RULE.formatted(
                    linkage,
                    needs.strip(),
                    NativeRuntimeSources.PROBE,
                    object(NativeRuntimeSources.MALLOC),
                    choice,
                    Linkage.WANTED.stream()
                            .map(flags -> "'" + String.join(" ", flags) + "'")
                            .collect(Collectors.joining(" ")),
                    Linkage.DYNAMIC,
                    Linkage.STATIC,
                    Toolchain.POSITION_INDEPENDENT_FLAG,
                    Linkage.POSITION_INDEPENDENT);
        }
    }

    /** Maximum line length: some versions of make read no more than 2048 characters of a line. */
    private static final int LINE = 1_000;

    private SourceMakefile() {}

    /** Whether an earlier build has written it. */
    static boolean isThere(Path folder) {
        return Files.exists(folder.resolve("Makefile"));
    }

    /** Writes {@code Makefile} into the folder of the C. */
    static void write(Path folder, List<String> commands) throws IOException {
        StringBuilder text = new StringBuilder(head(commands));
        for (Compiler compiler : Compiler.values()) {
            text.append(compiler.linkageRule());
            for (String source : NativeRuntimeSources.SOURCES) {
                text.append(RUNTIME_RULE.formatted(
                        compiler.name(source),
                        compiler.needs + includes(folder, Path.of("runtime", source)),
                        compiler.choice,
                        Toolchain.POSITION_INDEPENDENT_FLAG,
                        source));
            }
        }
        for (String command : commands) {
            program(text, folder, command);
        }
        Files.writeString(folder.resolve("Makefile"), text, StandardCharsets.UTF_8);
    }

    /** Appends the rules for a program. */
    private static void program(StringBuilder text, Path folder, String command) throws IOException {
        LibraryNeeds needs = LibraryNeeds.of(folder.resolve(command));
        boolean withAccounts = needs == LibraryNeeds.ACCOUNTS;
        boolean small = needs == LibraryNeeds.SYSTEM_CALLS;
        Compiler compiler = small ? Compiler.SMALL : Compiler.SYSTEM;
        String addresses = Toolchain.addressFlag(withAccounts);
        String runtime = small ? "$(SMALL_RUNTIME)" : "$(RUNTIME)";
        text.append(COMPILE_RULE.formatted(
                command, compiler.needs + includes(folder, Path.of(command, "program.c")), compiler.choice, addresses));
        text.append(LINK_RULE.formatted(
                command,
                ProgramBuilder.LITERALS,
                LiteralHeaders.PROBE.flags().stream()
                        .map(flag -> '"' + flag + '"')
                        .collect(Collectors.joining(" ")),
                includes(folder, Path.of(command, ProgramBuilder.LITERALS)),
                withAccounts ? compiler.object(NativeRuntimeSources.ACCOUNTS) + " " + runtime : runtime,
                withAccounts ? "$$pie" : "$$static",
                addresses,
                compiler.choice,
                compiler.linkage));
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
        List<String> generated = new ArrayList<>(Toolchain.GENERATED_FLAGS);
        generated.add("-Iruntime");
        String programs = commands.stream().map("bin/%s"::formatted).collect(Collectors.joining(" "));
        return HEAD.formatted(
                        String.join(" ", Toolchain.COMMON_FLAGS),
                        String.join(" ", generated),
                        Toolchain.LINK_FLAG,
                        Compiler.SYSTEM.objects(),
                        Compiler.SMALL.objects(),
                        programs,
                        programs)
                + COMPILER_RULE.formatted(NativeRuntimeSources.PROBE, Linkage.DYNAMIC, Linkage.STATIC);
    }
}
