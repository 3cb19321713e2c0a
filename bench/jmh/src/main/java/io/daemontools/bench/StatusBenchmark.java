package io.daemontools.bench;

import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.service.Want;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The 18 bytes of a status, written and read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatusBenchmark {
    private final byte[] bytes = new byte[StatusCodec.SIZE];
    private long since = 1_700_000_000_123_456_789L;
    private int pid = 4711;

    @Benchmark
    public byte[] encode() {
        StatusCodec.encode(since++, pid++, false, Want.UP, bytes);
        return bytes;
    }

    @Benchmark
    public SuperviseStatus decode() {
        bytes[11]++;
        return StatusCodec.decode(bytes);
    }
}
