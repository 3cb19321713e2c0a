package io.daemontools.suite.harness;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory of commands under test. */
public record Toolset(String name, Path bin) {

    /** The commands, sorted. */
    public static final List<String> COMMANDS = List.of(
            "envdir",
            "envuidgid",
            "fghack",
            "multilog",
            "pgrphack",
            "readproctitle",
            "setlock",
            "setuidgid",
            "softlimit",
            "supervise",
            "svc",
            "svlint",
            "svlogs",
            "svls",
            "svnew",
            "svok",
            "svscan",
            "svscanboot",
            "svstat",
            "svwait",
            "tai64n",
            "tai64nlocal");

    /** Those that 0.76 does not have. */
    public static final List<String> ADDED = List.of("svlint", "svlogs", "svls", "svnew", "svwait");

    static final String NATIVE = "native";
    static final String JVM = "jvm";
    static final String ORIGINAL = "original";

    /** Where this toolset keeps {@code command}. */
    public String command(String command) {
        return bin.resolve(command).toString();
    }

    /** A PATH on which this toolset's commands come first, then the system's, then the java that runs this test. */
    public String searchPath() {
        Path java = Path.of(System.getProperty("java.home"), "bin");
        return String.join(
                File.pathSeparator,
                bin.toString(),
                "/usr/bin",
                "/bin",
                "/usr/local/bin",
                "/usr/sbin",
                "/sbin",
                java.toString());
    }

    /**
     * These commands as programs that {@code LD_PRELOAD} reaches: of static ones the build has a dynamic twin, unless
     * {@code daemontools.static} is true: then the test is skipped.
     */
    public Toolset preloadable() {
        if (!name.equals(NATIVE)) {
            return this;
        }
        assumeFalse(Boolean.getBoolean("daemontools.static"), "LD_PRELOAD does not reach static programs");
        Path twins = bin.resolveSibling("obj").resolve("dynamic");
        return Files.isDirectory(twins) ? new Toolset(name, twins) : this;
    }

    /**
     * These commands where tests can use them: in copies if other users cannot reach them, as whom root's tests run some, or if
     * their path has a blank, since {@code ps} does not show where such a path ends.
     */
    Toolset usable() throws IOException {
        boolean reachable = !Privileges.root() || PublicCopy.reachable(Path.of(command("svscan")));
        if (reachable && bin.toString().indexOf(' ') < 0) {
            return this;
        }
        Path copy = PublicCopy.of(bin.getParent(), List.of(bin.getFileName().toString(), "lib", "obj/dynamic"));
        return new Toolset(name, copy.resolve(bin.getFileName()));
    }

    /** Whether this is daemontools 0.76 itself. */
    public boolean isOriginal() {
        return name.equals(ORIGINAL);
    }

    /** Whether this is this version on Java. */
    public boolean isJvm() {
        return name.equals(JVM);
    }

    @Override
    public String toString() {
        return name;
    }
}
