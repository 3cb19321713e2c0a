package io.daemontools.posix.c;

import io.daemontools.posix.Limits;
import io.daemontools.posix.Resource;

/** The calls on limits. */
interface NativeLimits extends Limits {
    @Override
    default boolean canLimit(Resource resource) {
        return C.canLimit(resource.ordinal());
    }

    @Override
    default boolean canAllocate(int bytes) {
        return C.canAllocate(bytes);
    }

    @Override
    default long hardLimit(Resource resource) {
        long[] amount = new long[1];
        NativePosix.check(C.hardLimit(resource.ordinal(), amount));
        return amount[0];
    }

    @Override
    default void setSoftLimit(Resource resource, long amount) {
        NativePosix.check(C.setSoftLimit(resource.ordinal(), amount));
    }

    @Override
    default void raiseSoftLimit(Resource resource) {
        NativePosix.check(C.raiseSoftLimit(resource.ordinal()));
    }
}
