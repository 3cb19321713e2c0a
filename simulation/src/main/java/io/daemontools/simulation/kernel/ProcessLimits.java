package io.daemontools.simulation.kernel;

import io.daemontools.posix.Resource;
import java.util.Arrays;

/** The resource limits of a process. A limit of -1 is none. */
final class ProcessLimits {
    private static final int DESCRIPTORS = 1024;

    private final long[] soft;
    private final long[] hard;
    private int largestObject = Integer.MAX_VALUE;
    private Resource raised;
    private long atEntry;

    /** No limits but the usual one on descriptors. */
    ProcessLimits() {
        soft = new long[Resource.values().length];
        Arrays.fill(soft, -1);
        hard = soft.clone();
        soft[Resource.OPEN_FILES.ordinal()] = DESCRIPTORS;
    }

    private ProcessLimits(ProcessLimits copied) {
        soft = copied.soft.clone();
        hard = copied.hard.clone();
        raised = copied.raised;
        atEntry = copied.atEntry;
    }

    /** Those of a forked child. */
    ProcessLimits copy() {
        return new ProcessLimits(this);
    }

    long soft(Resource resource) {
        return soft[resource.ordinal()];
    }

    long hard(Resource resource) {
        return hard[resource.ordinal()];
    }

    void setSoft(Resource resource, long amount) {
        soft[resource.ordinal()] = amount;
    }

    /** Raises a soft limit to the hard one. */
    void raise(Resource resource) {
        raised = resource;
        atEntry = soft(resource);
        setSoft(resource, hard(resource));
    }

    /** The resource whose limit was raised, or null. */
    Resource raised() {
        return raised;
    }

    /** Its soft limit before. */
    long atEntry() {
        return atEntry;
    }

    /** Sets the limit that was raised to what it was before. */
    void reset() {
        if (raised != null) {
            setSoft(raised, atEntry);
            raised = null;
        }
    }

    /** The size in bytes of the largest object that there is memory for. */
    int largestObject() {
        return largestObject;
    }

    void setLargestObject(int bytes) {
        largestObject = bytes;
    }
}
