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
 * programs that this build makes, in the same steps and with the same flags; static they are if {@code LDFLAGS} says so.
 *
 * <p>What the recipes call is the compiler and what they have made. Not {@code obj}, which BSD make would change into.
 */
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
            	@sh ./check bin

            install: all
            	@DESTDIR='$(DESTDIR)' sh ./install --services '$(SERVICES)' '$(PREFIX)'

            uninstall:
            	@DESTDIR='$(DESTDIR)' sh ./install --uninstall '$(PREFIX)'

            clean:
            	rm -f work/*.o work/*-first %s
            """;

    private static final String DOOR_RULE = """

            work/door-%1$s.o: door/%1$s.c
            	$(CC) $(COMMON) $(CFLAGS) -c -o $@ door/%1$s.c
            """;

    /** The first link tells what the literals need to be complete on disk; on a machine that cannot run it they are not. */
    private static final String PROGRAM_RULES = """

            work/%1$s.o: %1$s/program.c
            	$(CC) $(COMMON) $(GENERATED) $(CFLAGS) -c -o $@ %1$s/program.c

            bin/%1$s: work/%1$s.o %1$s/%2$s $(DOOR)
            	$(CC) $(COMMON) $(GENERATED) $(CFLAGS) %3$s -c -o work/%1$s-literals.o %1$s/%2$s
            	$(CC) $(CFLAGS) $(LINK) $(LDFLAGS) -o work/%1$s-first $(DOOR) work/%1$s.o work/%1$s-literals.o
            	@told=`work/%1$s-first` || told='0 0'; set -- $$told; \\
            	$(CC) $(COMMON) $(GENERATED) $(CFLAGS) "-DDT_STRING_HEADER=($$1)" "-DDT_CHARACTERS_HEADER=($$2)" \\
            	-c -o work/%1$s-literals.o %1$s/%2$s
            	$(CC) $(CFLAGS) $(LINK) $(LDFLAGS) -o $@ $(DOOR) work/%1$s.o work/%1$s-literals.o
            """;

    private SourceMakefile() {}

    /** Writes {@code Makefile} into the folder of the C. */
    static void write(Path folder, List<String> commands) throws IOException {
        List<String> door = Door.SOURCES.stream()
                .map(source -> source.substring(0, source.length() - ".c".length()))
                .toList();
        List<String> generated = new ArrayList<>(ProgramBuilder.GENERATED_FLAGS);
        generated.add("-Idoor");
        String programs = each("bin/%s", commands);
        StringBuilder text = new StringBuilder(HEAD.formatted(
                String.join(" ", ProgramBuilder.COMMON_FLAGS),
                String.join(" ", generated),
                String.join(" ", ProgramBuilder.LINK_FLAGS) + ' ' + ProgramBuilder.WITHOUT_NAMES,
                each("work/door-%s.o", door),
                programs,
                programs));
        door.forEach(source -> text.append(DOOR_RULE.formatted(source)));
        String tell = LiteralHeaders.TELL.flags().stream()
                .map(flag -> '"' + flag + '"')
                .collect(Collectors.joining(" "));
        commands.forEach(command -> text.append(PROGRAM_RULES.formatted(command, ProgramBuilder.LITERALS, tell)));
        Files.writeString(folder.resolve("Makefile"), text, StandardCharsets.UTF_8);
    }

    private static String each(String format, List<String> names) {
        return names.stream().map(format::formatted).collect(Collectors.joining(" "));
    }
}
