package io.daemontools.tai64n;

import io.daemontools.bench.Lines;
import io.daemontools.cli.Output;
import io.daemontools.posix.Posix;
import io.daemontools.posix.jvm.JvmPosix;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Finding the lines of a block and putting the time in front of each. The time is that of a line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineStamperBenchmark {
    private final Posix posix = new JvmPosix();
    private final byte[] block = Lines.block();
    private final Output output = new Output(posix, posix.openWrite("/dev/null"), 2 * Lines.BLOCK);
    private final LineStamper change = new LineStamper(posix);

    @Benchmark
    @OperationsPerInvocation(Lines.BLOCK / 100)
    public void transform() {
        change.transform(block, block.length, output);
        output.flush();
    }
}
