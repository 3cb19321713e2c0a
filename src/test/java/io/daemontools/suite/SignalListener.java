package io.daemontools.suite;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;

/** A service that notes the signals it gets, except KILL and STOP, and continues. */
record SignalListener(ServiceDirectory service) {

    static SignalListener in(Sandbox box, String name) {
        return new SignalListener(box.service(name)
                .run(
                        "for s in HUP INT ALRM TERM CONT QUIT USR1 USR2; do trap \"echo $s >> signals\" $s; done",
                        "test -p nothing || mkfifo nothing",
                        "exec 3<>nothing",
                        "echo $$ > ready",
                        // a shell runs its traps when a builtin that waits is interrupted
                        "while :; do read -r line <&3; done"));
    }

    /** Waits until it is up and listens. */
    long listens() {
        long pid = service.up();
        Await.equal("service listening", pid + "\n", () -> service.content("ready"));
        return pid;
    }

    /** The names of the signals so far, in order, a space after each. */
    String signals() {
        return service.content("signals").replace('\n', ' ');
    }

    /** Waits for exactly these signals. */
    void awaitSignals(String expected) {
        Await.equal("signals", expected, this::signals);
    }
}
