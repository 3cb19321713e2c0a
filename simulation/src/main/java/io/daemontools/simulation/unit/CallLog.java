package io.daemontools.simulation.unit;

import io.daemontools.posix.Errno;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Observer;
import io.daemontools.simulation.kernel.SimulatedProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of the process under test, in order, and which of them are to fail. A call is the name of its method and its arguments,
 * separated by spaces, such as {@code read 0 4096}; {@code readdir} and {@code closedir} are those of a listing.
 */
public final class CallLog implements Faults, Observer {
    /** More waits than this without any time passing are a program that spins. */
    private static final int MAX_WAITS = 100_000;

    private final List<String> calls = new ArrayList<>();
    private final List<String> kills = new ArrayList<>();
    private final Map<String, Errno> failures = new HashMap<>();
    private final Map<String, Errno> failuresOnce = new LinkedHashMap<>();
    private final Map<String, Runnable> hooks = new HashMap<>();
    private Kernel kernel;
    private SimulatedProcess process;
    private long lastWait;
    private int waitsOfThisMoment;

    CallLog() {}

    void begin(Kernel itsKernel, SimulatedProcess logged) {
        kernel = itsKernel;
        process = logged;
    }

    /** Makes a call fail from now on: all calls of that name, or those that begin with the same arguments. */
    public void failOn(String call, Errno errno) {
        failures.put(call, errno);
    }

    /** Makes the next such call fail. */
    public void failOnce(String call, Errno errno) {
        failuresOnce.put(call, errno);
    }

    /** Ends the failures of a call. */
    public void succeed(String call) {
        failures.remove(call);
    }

    /** Runs a hook whenever a call is made, before it is carried out. */
    public void whenMade(String call, Runnable hook) {
        hooks.put(call, hook);
    }

    /** The calls made so far. */
    public List<String> all() {
        return List.copyOf(calls);
    }

    /** The calls made so far of that name, or that begin so. */
    public List<String> of(String name) {
        return calls.stream().filter(call -> matches(call, name)).toList();
    }

    /** Forgets the calls made so far. */
    public void forget() {
        calls.clear();
    }

    /** The signals that were sent by {@code kill}, {@code NAME PID} each. */
    public List<String> kills() {
        return List.copyOf(kills);
    }

    @Override
    public Fault before(SimulatedProcess caller, Call call) {
        if (caller != process) {
            return null;
        }
        if (call == Call.POLL || call == Call.SLEEP) {
            checkProgress();
        }
        String text = CallText.of(call, process.lastCall());
        if (text == null) {
            return null;
        }
        calls.add(text);
        hooks.forEach((requested, hook) -> {
            if (matches(text, requested)) {
                hook.run();
            }
        });
        Errno errno = failure(text);
        return errno == null ? null : Fault.fail(errno);
    }

    private void checkProgress() {
        long now = kernel.timeline().passed();
        waitsOfThisMoment = now == lastWait ? waitsOfThisMoment + 1 : 0;
        lastWait = now;
        if (waitsOfThisMoment > MAX_WAITS) {
            throw new AssertionError("waits again and again, but not for anything");
        }
    }

    private Errno failure(String call) {
        for (Map.Entry<String, Errno> failure : failures.entrySet()) {
            if (matches(call, failure.getKey())) {
                return failure.getValue();
            }
        }
        for (String requested : failuresOnce.keySet()) {
            if (matches(call, requested)) {
                return failuresOnce.remove(requested);
            }
        }
        return null;
    }

    @Override
    public void called(SimulatedProcess caller, Call call) {
        if (caller == process && call == Call.KILL && process.lastCall().error() == null) {
            kills.add(process.lastCall().argument(1) + " " + process.lastCall().argument(0));
        }
    }

    private static boolean matches(String call, String requested) {
        return call.startsWith(requested)
                && (call.length() == requested.length() || call.charAt(requested.length()) == ' ');
    }
}
