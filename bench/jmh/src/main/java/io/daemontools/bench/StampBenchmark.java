package io.daemontools.bench;

import io.daemontools.posix.jvm.JvmPosix;
import io.daemontools.time.Stamp;
import io.daemontools.time.Tai64nLabel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The time as text: a whole label, and the timestamp before a line, of which only the end is formatted again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StampBenchmark {
    private final byte[] text = new byte[Stamp.LENGTH];
    private final Stamp stamp = new Stamp(new JvmPosix());
    private long time = 1_700_000_000_000_000_000L;

    @Benchmark
    public byte[] label() {
        Tai64nLabel.print(time++, text, 0);
        return text;
    }

    @Benchmark
    public byte[] stamp() {
        stamp.put(text, 0);
        return text;
    }
}
