package io.daemontools.simulation.kernel;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Limits;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;

/** The calls on limits. Those on descriptors and processes are enforced. */
final class LimitCalls extends Calls implements Limits {
    LimitCalls(SimulatedProcess process, Kernel kernel) {
        super(process, kernel);
    }

    @Override
    public boolean canLimit(Resource resource) {
        return true;
    }

    @Override
    public long hardLimit(Resource resource) {
        return perform(Call.GETRLIMIT, () -> process.limits().hard(resource), resource);
    }

    /** Not a system call. */
    @Override
    public boolean canAllocate(int bytes) {
        return bytes <= process.limits().largestObject();
    }

    @Override
    public void setSoftLimit(Resource resource, long amount) {
        execute(
                Call.SETRLIMIT,
                () -> {
                    if (Long.compareUnsigned(amount, process.limits().hard(resource)) > 0) {
                        throw PosixException.of(Errno.EINVAL);
                    }
                    process.limits().setSoft(resource, amount);
                },
                resource,
                amount);
    }
}
