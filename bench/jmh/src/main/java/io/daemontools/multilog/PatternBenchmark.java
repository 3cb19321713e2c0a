package io.daemontools.multilog;

import io.daemontools.bench.Lines;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A line of 99 bytes against a pattern: taken at once, at its end, and refused at its first byte. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PatternBenchmark {
    @Param({"*", "*served: *", "* * * * * * * * * *", "@*"})
    private String pattern = "*";

    private final byte[] line = Lines.line();
    private Pattern compiled;

    @Setup
    public void compile() {
        compiled = new Pattern(pattern);
    }

    @Benchmark
    public boolean matches() {
        return compiled.matches(line, 0, line.length);
    }
}
