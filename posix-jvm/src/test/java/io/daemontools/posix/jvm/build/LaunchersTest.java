package io.daemontools.posix.jvm.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with a replacement of Java that prints its arguments. */
class LaunchersTest {
    @TempDir
    private Path tree;

    private Path launcher;

    @BeforeEach
    void writeLauncher() throws IOException {
        Path lib = Files.createDirectories(tree.resolve("lib"));
        jar(lib.resolve("svx.jar"), "io.daemontools.svx.Svx");
        jar(lib.resolve("jffi.jar"), "com.kenai.jffi.Main");
        jar(lib.resolve("other.jar"), null);
        Library library = Library.in(lib);
        assertThat(library.commands()).containsExactly(new Library.Program("svx", "io.daemontools.svx.Svx"));
        launcher = Files.createDirectories(tree.resolve("bin")).resolve("svx");
        executable(launcher, Launchers.launcher(library.commands().get(0), library, java("built", "17.0.1")));
    }

    @Test
    void passesItsArguments() throws Exception {
        assertThat(run("JAVA_HOME=$PWD/built", launcher, "", "a b", "*", "-x"))
                .containsSequence("[io.daemontools.svx.Svx]", "[]", "[a b]", "[*]", "[-x]");
    }

    @Test
    void listsItsJarsInOrder() throws Exception {
        String lib = tree + "/bin/../lib/";
        assertThat(run("JAVA_HOME=$PWD/built", launcher))
                .contains("[" + lib + "jffi.jar:" + lib + "other.jar:" + lib + "svx.jar]");
    }

    @Test
    void findsItselfThroughLinks() throws Exception {
        Path elsewhere = Files.createDirectories(tree.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("../bin/svx"));
        Path absolute = Files.createSymbolicLink(tree.resolve("absolute"), elsewhere.resolve("relative"));
        assertThat(run("JAVA_HOME=$PWD/built", absolute))
                .contains("[-Ddaemontools.argv0=absolute]")
                .anyMatch(argument -> argument.endsWith("/lib/svx.jar]"));
    }

    /** The upper digits depend on the Java that runs the test. */
    @Test
    void passesIgnoredAndBlockedSignals() throws Exception {
        assertThat(run("trap '' HUP QUIT; JAVA_HOME=$PWD/built", launcher))
                .anyMatch(argument -> argument.matches("\\[-Ddaemontools.sigign=[0-9a-f]{15}5]"))
                .anyMatch(argument -> argument.matches("\\[-Ddaemontools.sigblk=[0-9a-f]{16}]"));
    }

    @Test
    void passesClosedStandardStreams() throws Exception {
        executable(
                tree.resolve("built/bin/java"),
                "#!/bin/sh\necho \" $@ \" >arguments\necho x || cat || echo x >&2 || echo unusable >>arguments\n");
        run("exec <&- >&- 2>&-; JAVA_HOME=$PWD/built", launcher);
        assertThat(tree.resolve("arguments"))
                .content()
                .contains(" -Ddaemontools.closed=201 ")
                .endsWith("unusable\n");
    }

    @Test
    void prefersJavaHomeThenThePath() throws Exception {
        String home = java("home", "21");
        String inPath = java("path", "25");
        assertThat(run("PATH=" + inPath + "/bin:$PATH JAVA_HOME=" + home, launcher))
                .startsWith("home");
        assertThat(run("PATH=" + inPath + "/bin:$PATH JAVA_HOME=", launcher)).startsWith("path");
        assertThat(run("PATH=" + inPath + "/bin:$PATH JAVA_HOME=/none", launcher))
                .startsWith("path");
        assertThat(run("PATH=/none JAVA_HOME=/none", launcher)).startsWith("built");
    }

    @Test
    void skipsAJavaThatIsTooOld() throws Exception {
        for (String version : List.of("1.8.0_402", "9", "11.0.2", "16.0.1")) {
            String old = java("old", version);
            assertThat(run("PATH=/none JAVA_HOME=" + old, launcher)).as(version).startsWith("built");
        }
    }

    @Test
    void reportsAMissingJava() throws Exception {
        Files.delete(tree.resolve("built/bin/java"));
        assertThat(run("PATH=/none JAVA_HOME=", launcher))
                .containsExactly("svx: fatal: unable to find java: set JAVA_HOME", "exit 111");
    }

    @Test
    void reportsAMissingJar() throws Exception {
        Files.delete(tree.resolve("lib/svx.jar"));
        String message = "svx: fatal: unable to read " + tree + "/bin/../lib/svx.jar";
        assertThat(run("JAVA_HOME=$PWD/built", launcher)).containsExactly(message, "exit 111");
        assertThat(run("JAVA_HOME=$PWD/built", launcher, "--help")).containsExactly(message, "exit 111");
    }

    @Test
    void passesTheEnvironmentOnInOneVariable() throws Exception {
        String java = java("home", "17");
        executable(Path.of(java, "bin/java"), "#!/bin/sh\nenv | grep -v -e ^PWD= -e ^PATH= -e ^MALLOC_ARENA_MAX=1$\n");
        String whole = run("exec env -i A=1 a.b='x\n' JAVA_TOOL_OPTIONS=-x JAVA_HOME=" + java, launcher).stream()
                .filter(line -> !line.startsWith("A=") && !line.startsWith("JAVA_HOME="))
                .reduce("", String::concat);
        assertThat(whole).startsWith("DAEMONTOOLS_JVM_ENVIRON=").endsWith("exit 0");
        String expected = "A=1\0a.b=x\n\0JAVA_TOOL_OPTIONS=-x\0JAVA_HOME=" + java + "\0";
        StringBuilder hexadecimal = new StringBuilder("DAEMONTOOLS_JVM_ENVIRON=");
        for (byte value : expected.getBytes(StandardCharsets.ISO_8859_1)) {
            hexadecimal.append(String.format(" %02x", value));
        }
        assertThat(whole).isEqualTo(hexadecimal + "exit 0");
    }

    /** Runs a launcher from a shell, after some shell code; returns the lines that it printed, and its status. */
    private List<String> run(String before, Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh", "-c", "(" + before + " \"$@\") 2>&1 </dev/null; echo exit $?", "sh", program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(tree.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }

    /** A directory with a fake Java, which prints the directory's name and its arguments. */
    private String java(String name, String version) throws IOException {
        Path home = tree.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "#!/bin/sh\necho " + name + "\nprintf '[%s]\\n' \"$@\"\n");
        return home.toString();
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void jar(Path file, String mainClass) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (mainClass != null) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }
        try (OutputStream content = Files.newOutputStream(file)) {
            new JarOutputStream(content, manifest).close();
        }
    }
}
