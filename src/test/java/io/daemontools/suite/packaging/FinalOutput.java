package io.daemontools.suite.packaging;

import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A logged service that writes much when it is stopped. A wrong order of the shutdown loses this output. */
final class FinalOutput {
    private static final int LINES = 3000;

    private FinalOutput() {}

    /** Makes the service; its log is in {@code log/main}. */
    static ServiceDirectory service(Sandbox box, String name) {
        return box.service(name)
                .run(
                        "exec 2>&1",
                        "last() { i=0; while [ $i -lt " + LINES
                                + " ]; do echo \"last $i\"; i=$((i+1)); done; exit 0; }",
                        "trap last TERM",
                        "echo begun",
                        "while :; do sleep 0.05; done")
                .log("exec multilog ./main");
    }

    /** All output of a service that is started once and then stopped. */
    static List<String> all() {
        return Stream.concat(Stream.of("begun"), IntStream.range(0, LINES).mapToObj(i -> "last " + i))
                .toList();
    }

    /** The logged lines, in the order of the files. */
    static List<String> logged(ServiceDirectory service) throws IOException {
        try (Stream<Path> files = Files.list(service.path("log/main"))) {
            return files.filter(file -> file.getFileName().toString().matches("@.*|current"))
                    .sorted()
                    .flatMap(file ->
                            service.content("log/main/" + file.getFileName()).lines())
                    .toList();
        }
    }
}
