package io.daemontools.svls;

import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceState;

/** What a time is the beginning of, in words. The status has the start of the process, or its end; the state has its own time. */
final class SinceText {
    private String words = "";
    private long time;

    /** Finds the time of a service. */
    void find(ServiceView service) {
        ServiceReader files = service.files();
        ServiceState published = files.state();
        boolean process = files.pid() != 0;
        time = files.hasStatus() ? files.since() : 0;
        switch (service.state()) {
            case READY, RELOADING, STOPPING, FAILED -> {
                words = process ? ", running since " : ", down since ";
                if (published != null && matches(service.state(), published) && published.since() > 0) {
                    words = " since ";
                    time = published.since();
                }
            }
            case PAUSED, ADOPTED, FAILING -> words = process ? ", running since " : ", down since ";
            case NOT_SUPERVISED, UNKNOWN -> words = process ? ", last start " : ", last end ";
            default -> words = " since ";
        }
    }

    private static boolean matches(State state, ServiceState published) {
        return switch (published.phase()) {
            case STOPPING -> state == State.STOPPING;
            case READY -> state == State.READY;
            case STARTING -> state == State.RELOADING;
            case FAILED -> state == State.FAILED;
            default -> false;
        };
    }

    /** The words before the time. */
    String words() {
        return words;
    }

    /** The time by the wall clock, in nanoseconds; 0 if it is not known. */
    long time() {
        return time;
    }
}
