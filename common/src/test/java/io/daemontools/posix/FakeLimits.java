package io.daemontools.posix;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** {@link FakePosix}'s limits: all exist, without hard limits, until a test changes that. */
public final class FakeLimits implements Limits {
    private static final long NONE = -1;

    private final FakeCalls calls;
    private final Map<Resource, Long> hard = new EnumMap<>(Resource.class);
    private final Map<Resource, Long> soft = new EnumMap<>(Resource.class);
    private int memory = Integer.MAX_VALUE;
    private final Set<Resource> unknown = EnumSet.noneOf(Resource.class);

    FakeLimits(FakeCalls calls) {
        this.calls = calls;
    }

    /** Sets a hard limit. */
    public void setHard(Resource resource, long amount) {
        hard.put(resource, amount);
    }

    /** Removes a limit from the system. */
    public void forget(Resource resource) {
        unknown.add(resource);
    }

    /** Leaves the process memory for that many bytes of objects at a time. */
    public void setMemory(int bytes) {
        memory = bytes;
    }

    /** The soft limits that were set. */
    public Map<Resource, Long> soft() {
        return Map.copyOf(soft);
    }

    @Override
    public boolean canLimit(Resource resource) {
        return !unknown.contains(resource);
    }

    @Override
    public long hardLimit(Resource resource) {
        calls.made("hardLimit", resource);
        return hard.getOrDefault(resource, NONE);
    }

    @Override
    public boolean canAllocate(int bytes) {
        return bytes <= memory;
    }

    @Override
    public void setSoftLimit(Resource resource, long amount) {
        calls.made("setSoftLimit", resource, amount);
        soft.put(resource, amount);
    }
}
