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

    /** Takes note of a call, and fails if it is to fail. */
    void made(String name, Object... arguments) {
        StringBuilder call = new StringBuilder(name);
        for (Object argument : arguments) {
            call.append(' ').append(argument);
        }
        calls.add(call.toString());
        hooks.forEach((told, hook) -> {
            if (matches(call.toString(), told)) {
                hook.run();
            }
        });
        failIfTold(call.toString());
    }

    /** Has a call fail from now on: all of that name, or those that begin with the same arguments as well. */
    public void failOn(String call, Errno errno) {
        failures.put(call, errno);
    }

    /** Has something happen whenever a call is made, just before it is carried out. */
    public void whenMade(String call, Runnable hook) {
        hooks.put(call, hook);
    }

    /** Has a call fail the next time it is made. */
    public void failOnce(String call, Errno errno) {
        failuresOnce.put(call, errno);
    }

    /** Has a call that was told to fail work again. */
    public void mend(String call) {
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

    private void failIfTold(String call) {
        for (Map.Entry<String, Errno> failure : failures.entrySet()) {
            if (matches(call, failure.getKey())) {
                throw PosixException.of(failure.getValue());
            }
        }
        if (failuresOnce.isEmpty()) {
            return;
        }
        failuresOnce.keySet().stream()
                .filter(told -> matches(call, told))
                .findFirst()
                .map(failuresOnce::remove)
                .ifPresent(errno -> {
                    throw PosixException.of(errno);
                });
    }

    private static boolean matches(String call, String told) {
        return call.equals(told) || (call.startsWith(told) && call.charAt(told.length()) == ' ');
    }
}
