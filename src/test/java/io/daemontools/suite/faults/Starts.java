package io.daemontools.suite.faults;

import io.daemontools.suite.harness.ServiceDirectory;
import java.util.List;

/** The lines that a service notes in the file {@code starts}, one each time it is started. */
final class Starts {
    private Starts() {}

    /** The complete lines. */
    static List<String> of(ServiceDirectory service) {
        String content = service.content("starts");
        return content.substring(0, content.lastIndexOf('\n') + 1).lines().toList();
    }
}
