package io.daemontools.suite.faults;

import io.daemontools.suite.harness.ServiceDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Commands for a supervise, sent without waiting until they are read. */
final class Control {
    private Control() {}

    /** Sends control bytes, if there is a FIFO that can take them. */
    static void send(ServiceDirectory service, String commands) throws IOException {
        if (Files.exists(service.path("supervise/control"))) {
            try (RandomAccessFile fifo =
                    new RandomAccessFile(service.path("supervise/control").toFile(), "rw")) {
                fifo.write(commands.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }
}
