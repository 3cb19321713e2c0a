package io.daemontools.posix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls made to {@link FakePosix}, in order, and which of them are to fail. A call is its name and arguments. */
public final class FakeCalls {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Errno> failures = new HashMap<>();
    private final Map<String, Runnable> hooks = new HashMap<>();
    private final Map<String, Errno> failuresOnce = new HashMap<>();

    /** Records a call, and fails if a failure was requested. */
    void made(String name, Object... arguments) {
        StringBuilder call = new StringBuilder(name);
        for (Object argument : arguments) {
            call.append(' ').append(argument);
        }
        calls.add(call.toString());
        hooks.forEach((requested, hook) -> {
            if (matches(call.toString(), requested)) {
                hook.run();
            }
        });
        failIfRequested(call.toString());
    }

    /** Makes a call fail from now on: all calls of that name, or those that begin with the same arguments. */
    public void failOn(String call, Errno errno) {
        failures.put(call, errno);
    }

    /** Runs a hook whenever a call is made, before it is carried out. */
    public void whenMade(String call, Runnable hook) {
        hooks.put(call, hook);
    }

    /** Makes the next such call fail. */
    public void failOnce(String call, Errno errno) {
        failuresOnce.put(call, errno);
    }

    /** Ends the failures of a call. */
    public void succeed(String call) {
        failures.remove(call);
    }

    /** The calls made so far. */
    public List<String> all() {
        return List.copyOf(calls);
    }

    /** The calls made so far of that name. */
    public List<String> of(String name) {
        return calls.stream().filter(call -> matches(call, name)).toList();
    }

    /** Forgets the calls made so far. */
    public void forget() {
        calls.clear();
    }

    private void failIfRequested(String call) {
        for (Map.Entry<String, Errno> failure : failures.entrySet()) {
            if (matches(call, failure.getKey())) {
                throw PosixException.of(failure.getValue());
            }
        }
        if (failuresOnce.isEmpty()) {
            return;
        }
        failuresOnce.keySet().stream()
                .filter(requested -> matches(call, requested))
                .findFirst()
                .map(failuresOnce::remove)
                .ifPresent(errno -> {
                    throw PosixException.of(errno);
                });
    }

    private static boolean matches(String call, String requested) {
        return call.equals(requested) || (call.startsWith(requested) && call.charAt(requested.length()) == ' ');
    }
}
