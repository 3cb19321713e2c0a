package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Spawn;

/** The call that a process makes, or has made last. */
public final class LastCall {
    private Object[] arguments = {};
    private Errno error;
    private Spawn spawn;

    LastCall() {}

    void set(Object[] itsArguments, Errno itsError) {
        arguments = itsArguments;
        error = itsError;
    }

    void setSpawn(Spawn started) {
        spawn = started;
    }

    /** How many arguments it has. */
    public int size() {
        return arguments.length;
    }

    /** An argument: a number, a {@code Signal}, a list, or what the trace prints before the call returns. */
    public Object argument(int index) {
        return arguments[index] instanceof Strace.Argument printed ? printed.text(null) : arguments[index];
    }

    /** Its error; null if it has not failed. */
    public Errno error() {
        return error;
    }

    /** What the last {@code fork} is to start. */
    public Spawn spawn() {
        return spawn;
    }
}
