package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a Makefile beside the C of the commands, by which a machine with a C compiler and any POSIX make builds the
 * programs that this build makes, in the same steps and with the same flags.
 *
 * <p>What the recipes call is the compiler and what they have made. Not {@code obj}, which BSD make would change into.
 */
@SuppressWarnings("InlineFormatString") // parts of a file, too long for the middle of a method
final class SourceMakefile {
    private static final String HEAD = """
            # Makes the suite of its C, which was made of Java: needs a C compiler and make. README.md tells more.
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
            DOOR = %s

            all: %s

            check: all
            \t@sh ./check bin

            install: all
            \t@DESTDIR='$(DESTDIR)' sh ./install --services '$(SERVICES)' '$(PREFIX)'

            uninstall:
            \t@DESTDIR='$(DESTDIR)' sh ./install --uninstall '$(PREFIX)'

            clean:
            \trm -f work/*.[co] work/*-first work/probe work/linkage %s

            # Programs are static where they can be, and not if LDFLAGS has %s.
            work/linkage: door/%s %s
            \techo >$@
            \tcase ' $(LDFLAGS) ' in *' %s '*) ;; *) \\
            \t  for how in %s '%s %s'; do \\
            \t    if $(CC) $(CFLAGS) -no-pie $$how $(LDFLAGS) -o work/probe door/%s 2>/dev/null; \\
            \t    then echo "$$how" >$@; fi; \\
            \t  done ;; \\
            \tesac
            """;

    private static final String DOOR_RULE = """

            work/door-%1$s.o: door/%1$s.c
            \t$(CC) $(COMMON) $(CFLAGS) -c -o $@ door/%1$s.c
            """;

    private static final String COMPILE_RULE = """

            work/%1$s.o: %1$s/program.c
            \t$(CC) $(COMMON) $(GENERATED) $(CFLAGS) -c -o $@ %1$s/program.c
            """;

    /**
     * For a program, its file of literals, what tells of them, how it is linked, and with what. The first link tells what the
     * literals need to be complete on disk; on a machine that cannot run it they are not.
     */
    private static final String LINK_RULE = """

            bin/%1$s: work/%1$s.o %1$s/%2$s %5$s work/linkage
            \t$(CC) $(COMMON) $(GENERATED) $(CFLAGS) %3$s -c -o work/%1$s-literals.o %1$s/%2$s
            \t%4$s$(CC) $(CFLAGS) $(LINK)%6$s $(LDFLAGS) -o work/%1$s-first work/%1$s.o work/%1$s-literals.o %5$s
            \ttold=`work/%1$s-first` || told='0 0'; set -- $$told; \\
            \t$(CC) $(COMMON) $(GENERATED) $(CFLAGS) "-DDT_STRING_HEADER=($$1)" "-DDT_CHARACTERS_HEADER=($$2)" \\
            \t-c -o work/%1$s-literals.o %1$s/%2$s
            \t%4$s$(CC) $(CFLAGS) $(LINK)%6$s $(LDFLAGS) -o $@ work/%1$s.o work/%1$s-literals.o %5$s
            """;

    private static final String ACCOUNTS = object(Door.ACCOUNTS);

    private SourceMakefile() {}

    /** Writes {@code Makefile} into the folder of the C. */
    static void write(Path folder, List<String> commands) throws IOException {
        StringBuilder text = new StringBuilder(head(commands));
        for (String source : Door.SOURCES) {
            text.append(DOOR_RULE.formatted(name(source)));
        }
        String tell = LiteralHeaders.TELL.flags().stream()
                .map(flag -> '"' + flag + '"')
                .collect(Collectors.joining(" "));
        for (String command : commands) {
            boolean withAccounts = ProgramBuilder.looksUpAccounts(folder.resolve(command));
            text.append(COMPILE_RULE.formatted(command));
            text.append(LINK_RULE.formatted(
                    command,
                    ProgramBuilder.LITERALS,
                    tell,
                    withAccounts ? "" : "read static <work/linkage; ",
                    withAccounts ? ACCOUNTS + " $(DOOR)" : "$(DOOR)",
                    withAccounts ? "" : " $$static"));
        }
        Files.writeString(folder.resolve("Makefile"), text, StandardCharsets.UTF_8);
    }

    private static String head(List<String> commands) {
        List<String> generated = new ArrayList<>(ProgramBuilder.GENERATED_FLAGS);
        generated.add("-Idoor");
        List<String> link = new ArrayList<>(ProgramBuilder.LINK_FLAGS);
        link.add(ProgramBuilder.WITHOUT_NAMES);
        String programs = commands.stream().map("bin/%s"::formatted).collect(Collectors.joining(" "));
        return HEAD.formatted(
                String.join(" ", ProgramBuilder.COMMON_FLAGS),
                String.join(" ", generated),
                String.join(" ", link),
                Door.SOURCES.stream()
                        .filter(source -> !source.equals(Door.ACCOUNTS) && !source.equals(Door.MALLOC))
                        .map(SourceMakefile::object)
                        .collect(Collectors.joining(" ")),
                programs,
                programs,
                Linkage.DYNAMIC,
                Door.PROBE,
                object(Door.MALLOC),
                Linkage.DYNAMIC,
                Linkage.STATIC,
                Linkage.STATIC,
                object(Door.MALLOC),
                Door.PROBE);
    }

    private static String object(String source) {
        return "work/door-" + name(source) + ".o";
    }

    private static String name(String source) {
        return source.substring(0, source.length() - ".c".length());
    }
}
