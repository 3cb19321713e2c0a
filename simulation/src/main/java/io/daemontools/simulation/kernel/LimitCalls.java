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

    @Override
    public void raiseSoftLimit(Resource resource) {
        long hard = process.limits().hard(resource);
        execute(Call.SETRLIMIT, () -> process.limits().raise(resource), resource, hard);
    }

    @Override
    public void resetLimits() {
        Resource raised = process.limits().raised();
        if (raised != null) {
            execute(
                    Call.SETRLIMIT,
                    () -> process.limits().reset(),
                    raised,
                    process.limits().atEntry());
        }
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
