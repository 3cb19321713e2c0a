package io.daemontools.suite.faults;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Failing system calls and accelerated time in programs under test: {@code faults.c} and {@code fast_time.c}, preloaded. Linux
 * only, and not on the JVM, which makes calls of its own.
 */
public final class FaultInjector {

    /** A list of the calls that can fail, and no failure. */
    private static final String LIST = "list";

    private final String libraries;
    private final String programs;
    private final int speed;
    private final Path lasting;
    private final Path log;
    private final String since = Long.toString(System.currentTimeMillis() / 1000);

    private FaultInjector(String libraries, String programs, int speed, Path lasting, Path log) {
        this.libraries = libraries;
        this.programs = programs;
        this.speed = speed;
        this.lasting = lasting;
        this.log = log;
    }

    /**
     * Prepares faults in a sandbox.
     *
     * @param speed the factor by which time is accelerated
     * @param programs the names of the affected programs
     */
    public static FaultInjector in(Sandbox box, int speed, String... programs) throws IOException {
        String libraries = CProgram.library(box, "faults.c") + " " + CProgram.library(box, "fast_time.c");
        return new FaultInjector(
                libraries, String.join(",", programs), speed, box.file("failing", ""), box.path("failures"));
    }

    /** Skips the test if calls cannot be made to fail. The original is tested only in full runs, since it does not change. */
    public static void assumePossible(Toolset tools) {
        assumeThat(tools.isJvm()).isFalse();
        assumeThat(tools.isOriginal() && !Effort.isWhole()).isFalse();
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    }

    /** The variables of a program with this fault, as {@code faults.c} describes it. */
    public Map<String, String> environment(String fault) {
        Map<String, String> environment = new LinkedHashMap<>(timely());
        environment.put("FAULT", fault);
        environment.put("FAULT_IN", programs);
        environment.put("FAULT_WHILE", lasting.toString());
        environment.put("FAULT_LOG", log.toString());
        return environment;
    }

    /** The variables of a program without faults, with the same time. */
    public Map<String, String> timely() {
        return Map.of("LD_PRELOAD", libraries, "SPEED", Integer.toString(speed), "SPEED_SINCE", since);
    }

    /** Lets a program be made with these variables. */
    public static Invocation with(Invocation invocation, Map<String, String> environment) {
        environment.forEach(invocation::with);
        return invocation;
    }

    /** From now on calls fail, and none has failed yet. */
    public void begin() throws IOException {
        Files.writeString(lasting, "");
        Files.deleteIfExists(log);
    }

    /** From now on no call fails. */
    public void end() throws IOException {
        Files.deleteIfExists(lasting);
    }

    /** The failed calls so far: program, call, errno. */
    public List<String> failures() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log, StandardCharsets.ISO_8859_1) : List.of();
    }

    /** Steps that a test takes while a call fails, or none does. */
    interface Scenario {
        void run(String fault) throws IOException;
    }

    /**
     * All single failures that are possible in a scenario: for each call that it makes, its errors.
     *
     * @param most how many calls of each kind are to fail at most, the first ones
     */
    List<List<String>> single(Scenario scenario, int most) throws IOException {
        scenario.run(LIST);
        Map<String, List<String>> errors = new TreeMap<>();
        Map<String, Integer> calls = new TreeMap<>();
        for (String line : failures()) {
            List<String> fields = List.of(line.split(" ", -1));
            errors.put(fields.get(1), fields.subList(2, fields.size()));
            calls.merge(fields.get(1), 1, Integer::sum);
        }
        List<List<String>> single = new ArrayList<>();
        calls.forEach((call, count) -> {
            for (int i = 1; i <= Math.min(count, most); i++) {
                int number = i;
                single.add(errors.get(call).stream()
                        .map(error -> call + " " + number + " 1 " + error)
                        .toList());
            }
        });
        return single;
    }
}
