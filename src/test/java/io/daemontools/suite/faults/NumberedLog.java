package io.daemontools.suite.faults;

import io.daemontools.suite.harness.ServiceDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The log of numbers.c in {@code log/main}: which of its lines are there. Each call of {@link #read} reads what is new. */
final class NumberedLog {

    private static final char BEGIN = '<';
    private static final char END = '>';

    private final ServiceDirectory service;
    private final Path directory;

    /** What has been read of the log: up to where in which file, and the beginning of a line at its end. */
    private Object file = "";

    private long position;
    private String partial = "";

    private long next;
    private int late;
    private long skipped;
    private final List<Long> gaps = new ArrayList<>();

    NumberedLog(ServiceDirectory service) {
        this.service = service;
        directory = service.path("log/main");
    }

    /** The line of a number, without its newline, as numbers.c writes it. */
    static String line(long number) {
        return "<" + number + " " + "x".repeat((int) (number * 7919 % 90)) + ">";
    }

    /** Which line the service writes next. */
    static long number(ServiceDirectory service) throws IOException {
        byte[] number = Files.readAllBytes(service.path("number"));
        if (number.length != Long.BYTES) {
            throw new IOException("number has " + number.length + " bytes");
        }
        return ByteBuffer.wrap(number).order(ByteOrder.nativeOrder()).getLong();
    }

    /** Which line the service writes next. */
    long number() throws IOException {
        return number(service);
    }

    /** The files of the log, oldest first. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.getFileName().toString().matches("@.*|current"))
                    .sorted()
                    .toList();
        }
    }

    /** Reads what is new, and returns the number after that of the last line. */
    long read() throws IOException {
        List<Path> files = files();
        List<Part> parts = new ArrayList<>();
        boolean skipped = !file.equals("");
        for (Path path : files) {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (!parts.isEmpty() && key.equals(parts.get(parts.size() - 1).key())) {
                continue; // multilog links a file to its next name before it removes the other one
            }
            if (key.equals(file)) {
                skipped = false;
                parts.add(new Part(key, position, contentFrom(path, position)));
            } else if (!skipped) {
                parts.add(new Part(key, 0, contentFrom(path, 0)));
            }
        }
        if (skipped || !files.equals(files())) {
            throw new IOException("rotated while it is read: " + directory);
        }
        parts.forEach(this::take);
        return next;
    }

    /** How many lines were logged after one with a higher number. */
    int late() {
        return late;
    }

    /** How many of the lines before {@code number} are not in the log, as far as it has been read. */
    long missing(long number) {
        return skipped - late + Math.max(0, number - next);
    }

    /** The bytes of the missing lines in each gap since the last call. A line without its beginning or end is missing. */
    List<Long> takeGaps() {
        List<Long> taken = List.copyOf(gaps);
        gaps.clear();
        return taken;
    }

    private record Part(Object key, long from, String content) {}

    private static String contentFrom(Path path, long position) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(path.toFile(), "r")) {
            open.seek(position);
            byte[] bytes = new byte[(int) Math.max(0, open.length() - position)];
            open.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private void take(Part part) {
        String content = part.key().equals(file) ? partial + part.content() : part.content();
        int end = content.lastIndexOf('\n') + 1;
        file = part.key();
        position = part.from() + part.content().length();
        partial = content.substring(end);
        content.substring(0, end).lines().forEach(this::takeLine);
    }

    private void takeLine(String line) {
        int begin = line.lastIndexOf(BEGIN);
        int blank = line.indexOf(' ', begin + 1);
        if (begin < 0 || blank < 0 || line.charAt(line.length() - 1) != END) {
            return;
        }
        long number = Long.parseLong(line.substring(begin + 1, blank));
        if (!line.substring(begin).equals(line(number))) {
            return;
        }
        if (number < next) {
            late++;
            return;
        }
        if (number > next) {
            skipped += number - next;
            gaps.add(LongStream.range(next, number)
                    .map(lost -> line(lost).length() + 1)
                    .sum());
        }
        next = number + 1;
    }
}
