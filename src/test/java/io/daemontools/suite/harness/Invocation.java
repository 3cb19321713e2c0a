package io.daemontools.suite.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One command, about to be run in a {@link Sandbox}. Arguments, input and output are bytes, one char each. Standard input
 * is empty by default.
 */
public final class Invocation {

    /** Variables that would change a command's output, or that a shell changes. */
    private static final List<String> NOISE =
            List.of("TZ", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "PWD", "OLDPWD", "SHLVL", "_");

    private final Sandbox sandbox;
    private final List<String> argv;
    private final Map<String, String> environment = new TreeMap<>();
    private Path directory;
    private Duration deadline = Duration.ofSeconds(60);
    private ProcessBuilder.Redirect input =
            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());

    Invocation(Sandbox sandbox, List<String> argv) {
        this.sandbox = sandbox;
        this.argv = new ArrayList<>(argv);
        this.directory = sandbox.dir();
    }

    /** Runs it in {@code path} instead of the sandbox's directory. */
    public Invocation in(Path path) {
        directory = path;
        return this;
    }

    /** With this variable. */
    public Invocation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Sets how long it may run; the default is a minute. */
    public Invocation within(Duration time) {
        deadline = time;
        return this;
    }

    /** Puts {@code toolset} first in its PATH. */
    public Invocation on(Toolset toolset) {
        return with("PATH", toolset.searchPath());
    }

    /** With these bytes, and then the end, as standard input. */
    public Invocation reading(String bytes) {
        try {
            Path file = Files.write(sandbox.scratchFile("in"), bytes.getBytes(StandardCharsets.ISO_8859_1));
            input = ProcessBuilder.Redirect.from(file.toFile());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With {@link Running#write} as standard input. */
    public Invocation reading() {
        input = ProcessBuilder.Redirect.PIPE;
        return this;
    }

    /** Runs it through another command, which is given it as its last arguments. */
    public Invocation through(String... command) {
        argv.addAll(0, List.of(command));
        return this;
    }

    /** Without root's privileges; its standard streams are open all the same. */
    public Invocation unprivileged() {
        argv.addAll(0, Privileges.drop());
        return this;
    }

    /** Runs it to its end. */
    public Result run() {
        Running running = start();
        try {
            if (!running.process().waitFor(Await.patiently(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(argv + " does not end; it wrote: " + running.err());
            }
            return new Result(running.process().exitValue(), running.out(), running.err());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while running " + argv, e);
        }
    }

    /** Starts it, to be ended with its sandbox at the latest. */
    public Running start() {
        Path out = sandbox.scratchFile("out");
        Path err = sandbox.scratchFile("err");
        ProcessBuilder builder = new ProcessBuilder(transportable(argv))
                .directory(directory.toFile())
                .redirectInput(input)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(NOISE);
        builder.environment().putAll(environment);
        builder.environment().put(Sandbox.VARIABLE, sandbox.id());
        Running running = new Running(argv, Spawner.start(builder), out, err);
        sandbox.add(running);
        return running;
    }

    /** Java encodes arguments as text, so a shell that execs in place hands over those which are not ASCII. */
    private static List<String> transportable(List<String> argv) {
        if (argv.stream().allMatch(argument -> argument.chars().allMatch(c -> c < 0x80))) {
            return argv;
        }
        StringBuilder script = new StringBuilder();
        StringBuilder exec = new StringBuilder("exec");
        for (int i = 0; i < argv.size(); i++) {
            String octal = argv.get(i)
                    .chars()
                    .mapToObj(c -> String.format("\\%03o", c))
                    .reduce("", String::concat);
            // the X keeps newlines at the end, which $( ) would cut
            script.append("a%d=$(printf '%sX'); ".formatted(i, octal));
            exec.append(" \"${a%d%%X}\"".formatted(i));
        }
        return List.of("/bin/sh", "-c", script.append(exec).toString());
    }
}
