package io.daemontools.posix.jvm;

import io.daemontools.posix.Limits;
import io.daemontools.posix.Resource;

/** The limits on this process. */
final class JvmLimits implements Limits {
    private SoftLimits softLimits;

    @Override
    public boolean canLimit(Resource resource) {
        return SoftLimits.known(resource);
    }

    /** Objects that nothing refers to count as taken until the collector has run. */
    @Override
    public boolean canAllocate(int bytes) {
        if (bytes > available()) {
            System.gc();
        }
        return bytes <= available();
    }

    /** Half of what the collector could have: it takes more for objects that are large for a heap as small as this. */
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

    /** Limits that are yet to be set. */
    SoftLimits softLimits() {
        if (softLimits == null) {
            softLimits = new SoftLimits();
        }
        return softLimits;
    }
}
