package io.daemontools.posix.jvm;

import java.util.HexFormat;

/** Structures as FreeBSD lays them out, in memory for C. */
final class Images {
    private Images() {}

    /**
     * Copies an image to memory, which the caller frees.
     *
     * @param size its size in bytes
     * @param lines a line for each row that has more than zeros: its place, and its bytes, all in hexadecimal; as {@code od -Ax -tx1}
     *     prints them
     */
    static long of(int size, String lines) {
        long address = CMemory.allocate(size);
        for (String line : lines.strip().split("\n", -1)) {
            String[] parts = line.split(" ", 2);
            byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(parts[1]);
            CMemory.IO.putByteArray(address + HexFormat.fromHexDigits(parts[0]), bytes, 0, bytes.length);
        }
        return address;
    }

    /** The rows of an image that have more than zeros, as {@link #of} takes them. */
    static String lines(long address, int size) {
        StringBuilder lines = new StringBuilder();
        for (int place = 0; place < size; place += 16) {
            byte[] bytes = new byte[Math.min(16, size - place)];
            CMemory.IO.getByteArray(address + place, bytes, 0, bytes.length);
            String row = HexFormat.ofDelimiter(" ").formatHex(bytes);
            if (row.matches(".*[1-9a-f].*")) {
                lines.append("%06x %s\n".formatted(place, row));
            }
        }
        return lines.toString();
    }
}
