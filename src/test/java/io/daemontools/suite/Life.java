package io.daemontools.suite;

import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StateCodec;
import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.ServiceDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a supervise publishes about a service that has settings. */
final class Life {
    private Life() {}

    /** The state; that of a service that is down if there is none. */
    static ServiceState state(ServiceDirectory service) throws IOException {
        ServiceState state = new ServiceState();
        Path file = service.path("supervise/state");
        boolean read = Files.exists(file)
                && StateCodec.decode(Arrays.copyOf(Files.readAllBytes(file), StateCodec.SIZE), state);
        return read ? state : new ServiceState();
    }

    /** Waits for a phase. */
    static void awaitPhase(ServiceDirectory service, ServicePhase phase) {
        Await.equal("phase", phase, () -> state(service).phase());
    }

    /** What the service reports about itself. */
    static String text(ServiceDirectory service) throws IOException {
        ServiceState state = state(service);
        return new String(state.text(), 0, state.textLength(), StandardCharsets.ISO_8859_1);
    }
}
