package io.daemontools.posix;

import java.util.EnumSet;
import java.util.Set;

/** The signals of the program under test. */
public final class FakeSignals {
    private final FakeCalls calls;
    private final Set<Signal> arrived = EnumSet.noneOf(Signal.class);
    private final Set<Signal> caught = EnumSet.noneOf(Signal.class);
    private final Set<Signal> ignored = EnumSet.noneOf(Signal.class);

    FakeSignals(FakeCalls calls) {
        this.calls = calls;
    }

    /** A signal arrives; one that is not caught is lost. */
    public void arrive(Signal signal) {
        if (caught.contains(signal)) {
            arrived.add(signal);
        }
    }

    /** What the program ignores. */
    public Set<Signal> ignored() {
        return Set.copyOf(ignored);
    }

    boolean waiting() {
        return !arrived.isEmpty();
    }

    int catchSignals(Signal... signals) {
        for (Signal signal : signals) {
            calls.made("catchSignals", signal);
            caught.add(signal);
        }
        return FakeDescriptors.SIGNALS;
    }

    Signal takeSignal() {
        Signal first = arrived.stream().findFirst().orElse(null);
        arrived.remove(first);
        return first;
    }

    void ignore(Signal signal) {
        calls.made("ignore", signal);
        ignored.add(signal);
    }

    void setDefault(Signal signal) {
        calls.made("setDefault", signal);
        ignored.remove(signal);
    }
}
