package io.daemontools.suite.steady;

import io.daemontools.suite.harness.Built;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The collector of a native program that runs: its counters, which are in the program's memory at the addresses in the linker's map.
 * A process may read the memory of those it started.
 */
final class Collector {
    private static final String COLLECTIONS = "dt_collections";

    /** The generated name of a field of TeaVM's collector. */
    private static final String FREE = "sfld_otr_GC_freeMemory";

    private final Path memory;
    private final long collections;
    private final long free;

    private Collector(Path memory, long collections, long free) {
        this.memory = memory;
        this.collections = collections;
        this.free = free;
    }

    /**
     * The use of the heap at one time.
     *
     * @param collections how often its collector had run
     * @param freeBytes the collector's own idea of what is left, from which each allocation takes
     */
    record Counts(int collections, int freeBytes) {}

    /** The collector of the process {@code pid}, which runs {@code command}. */
    static Collector of(String command, long pid) throws IOException {
        String map = Files.readString(
                map(command, Path.of("/proc", Long.toString(pid), "exe").toRealPath()));
        return new Collector(
                Path.of("/proc", Long.toString(pid), "mem"), address(map, COLLECTIONS), address(map, FREE));
    }

    /** Beside the program, if that is a dynamic twin. */
    private static Path map(String command, Path program) {
        Path beside = program.resolveSibling(command + ".map");
        return Files.exists(beside) ? beside : Built.nativeTree().resolve("obj").resolve(command + ".map");
    }

    /** The counters so far. */
    Counts counts() throws IOException {
        return new Counts(number(collections), number(free));
    }

    private int number(long address) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(memory.toFile(), "r")) {
            file.seek(address);
            return Integer.reverseBytes(file.readInt());
        }
    }

    private static long address(String map, String symbol) {
        Matcher line =
                Pattern.compile("(?m)^ +(?:0x)?([0-9a-f]+) .* ?" + symbol + "$").matcher(map);
        if (!line.find()) {
            throw new AssertionError("not in the linker's map: " + symbol);
        }
        return Long.parseLong(line.group(1), 16);
    }
}
