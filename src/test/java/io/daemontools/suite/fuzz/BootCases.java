package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * svscanboot: the arguments, environment and descriptors of svscan and readproctitle, in whose place note.c runs; the svc of the
 * original is left out, see {@link Difference#SVSCANBOOT_KEEPS_SERVICES}. The original's two fixed paths, of the tools and of the services, are replaced.
 */
final class BootCases implements Generator {
    private static final String SERVICES = Case.HERE + "/tree/service";
    private static final List<String> NAMES = List.of("a", "b", "c d", ".hidden", "-x", "\u00e9", "*", "log");
    private static final Pattern PIPE = Pattern.compile("pipe:\\[\\d+\\]");
    /** Linux's O_LARGEFILE, set on the end of a pipe that was opened by name. */
    private static final Pattern OPENED_PIPE = Pattern.compile("(fd=\\d,)10000(\\d:pipe)");

    @Override
    public Toolset tools(Toolset tools, Path directory) throws IOException {
        Path bin = directory.resolve("tools-" + tools);
        Path script = bin.resolve("svscanboot");
        if (!Files.exists(script)) {
            String text = Files.readString(Path.of(tools.command("svscanboot")), StandardCharsets.ISO_8859_1);
            if (tools.isOriginal()) {
                text = text.replace("PATH=/command:", "PATH=" + bin + ":/command:")
                        .replace("/etc/service", SERVICES.replace(Case.HERE, directory.toString()));
            }
            Files.writeString(script, text, StandardCharsets.ISO_8859_1);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return new Toolset(tools.name(), bin);
    }

    /**
     * This version opens the pipe's end for svscan, has readproctitle ignore INT and QUIT, and does not wait for its end: see {@link Difference#SVSCANBOOT_EXIT}. A shell
     * that has waited for a program, as that of 0.76 has for svc, may start the next one with no signal blocked.
     */
    @Override
    public Outcome compared(Outcome outcome, boolean java) {
        return outcome.with(
                "notes",
                notes -> OPENED_PIPE
                        .matcher(PIPE.matcher(notes).replaceAll("pipe"))
                        .replaceAll("$1$2")
                        .replaceAll("/tools-[a-z]+", "/tools")
                        .lines()
                        .filter(line -> !line.strip().startsWith("svc -dx "))
                        .map(line -> line.contains(" service errors: ")
                                ? line.replaceAll(" (ignored=[23]|blocked=\\d+)", "")
                                : line)
                        .sorted()
                        .collect(Collectors.joining("\n")));
    }

    @Override
    public Case generate(Rng rng, boolean java) {
        Case made = new Case();
        if (!rng.oneIn(10)) {
            made.directory("service", "755");
            String mode = rng.oneIn(10) ? "000" : "755";
            Set<String> names = new TreeSet<>(rng.some(5, () -> rng.of(NAMES)));
            for (String name : names) {
                made.directory("service/" + name, "755");
                if (rng.oneIn(2)) {
                    made.directory("service/" + name + "/log", "755");
                }
            }
            made.mode("service", mode);
        }
        rng.some(
                        5,
                        () -> rng.of(
                                "PATH=/nowhere", "PATH=", "A=b", "HOME=/", "IFS=/", "CDPATH=/", "ENV=/nowhere", "TZ=x"))
                .forEach(made::variable);
        if (rng.oneIn(3)) {
            made.stage("close=" + rng.of(0, 1, 2));
        }
        if (rng.oneIn(3)) {
            made.stage("umask=" + rng.of("000", "077"));
        }
        if (rng.oneIn(5)) {
            made.stage("ignore=" + rng.of(1, 2, 15));
        }
        return made.runAll("svscanboot", List.of(SERVICES));
    }
}
