package io.daemontools.posix.jvm;

import io.daemontools.posix.Limits;
import io.daemontools.posix.Resource;

/** {@link Limits} by calls of the C library. */
final class JvmLimits implements Limits {
    private SoftLimits softLimits;

    /** The limit that was raised, or null; and its value before. */
    private Resource raised;

    private long atEntry;

    @Override
    public boolean canLimit(Resource resource) {
        return SoftLimits.known(resource);
    }

    /** Runs the collector if memory seems short: garbage counts as used until then. */
    @Override
    public boolean canAllocate(int bytes) {
        if (bytes > available()) {
            System.gc();
        }
        return bytes <= available();
    }

    /** Half of the free heap: in a small heap the collector needs room beside large objects. */
    private static long available() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory()) / 2;
    }

    @Override
    public long hardLimit(Resource resource) {
        return softLimits().hard(resource);
    }

    @Override
    public void setSoftLimit(Resource resource, long amount) {
        softLimits().plan(resource, amount);
    }

    @Override
    public void raiseSoftLimit(Resource resource) {
        long soft = softLimits().soft(resource);
        softLimits().set(resource, softLimits().hard(resource));
        atEntry = soft;
        raised = resource;
    }

    @Override
    public void resetLimits() {
        if (raised != null) {
            softLimits().set(raised, atEntry);
        }
    }

    /** Undoes {@link #resetLimits}. */
    void raiseAgain() {
        if (raised != null) {
            softLimits().set(raised, softLimits().hard(raised));
        }
    }

    /** The limits planned for the next program. */
    SoftLimits softLimits() {
        if (softLimits == null) {
            softLimits = new SoftLimits();
        }
        return softLimits;
    }
}
