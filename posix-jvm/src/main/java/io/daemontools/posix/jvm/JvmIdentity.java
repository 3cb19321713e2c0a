package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;
import static io.daemontools.posix.jvm.CFunction.UNSIGNED;
import static io.daemontools.posix.jvm.CMemory.IO;
import static io.daemontools.posix.jvm.JvmErrno.check;

import io.daemontools.posix.Account;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Identity;
import io.daemontools.posix.Limits;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;

/** Who this process is, and its limits. */
abstract class JvmIdentity extends JvmFiles implements Identity, Limits {
    private static final int MAX_GROUPS = 8;

    /** Where the user's id is in a {@code struct passwd}, behind name and password: the same everywhere. */
    private static final int USER = 2 * CMemory.POINTER;

    private static final int GROUP = USER + Integer.BYTES;

    private static final CFunction GETPWNAM = CFunction.of("getpwnam", POINTER, POINTER);
    private static final CFunction SETGROUPS = CFunction.of("setgroups", INT, SIZE, POINTER);
    private static final CFunction SETGID = CFunction.of("setgid", INT, UNSIGNED);
    private static final CFunction SETUID = CFunction.of("setuid", INT, UNSIGNED);
    private static final CFunction GETGROUPS = CFunction.of("getgroups", INT, INT, POINTER);
    private static final CFunction GETRESUID = CFunction.of("getresuid", INT, POINTER, POINTER, POINTER);
    private static final CFunction GETRESGID = CFunction.of("getresgid", INT, POINTER, POINTER, POINTER);
    private static final CFunction GETUID = CFunction.of("getuid", UNSIGNED);
    private static final CFunction GETEUID = CFunction.of("geteuid", UNSIGNED);
    private static final CFunction GETGID = CFunction.of("getgid", UNSIGNED);
    private static final CFunction GETEGID = CFunction.of("getegid", UNSIGNED);

    private SoftLimits softLimits;

    @Override
    public Account account(String name) {
        long account;
        do {
            JvmErrno.clear();
            account = GETPWNAM.callLong(path.of(name));
        } while (account == 0 && JvmErrno.number() == JvmErrno.EINTR);
        if (account != 0) {
            return new Account(id(account + USER), id(account + GROUP));
        }
        if (JvmErrno.number() != 0 && JvmErrno.of(JvmErrno.number()) == Errno.ENOMEM) {
            throw PosixException.of(Errno.ENOMEM);
        }
        return null;
    }

    private static long id(long address) {
        return Integer.toUnsignedLong(IO.getInt(address));
    }

    @Override
    public void setgroups(long group) {
        long only = CMemory.allocate(Integer.BYTES);
        IO.putInt(only, (int) group);
        int result = SETGROUPS.call(1, only);
        IO.freeMemory(only);
        check(result);
    }

    @Override
    public void setgid(long group) {
        check(SETGID.call(group));
    }

    /**
     * Threads count as processes, of which this Java has many: a limit on those of the user that was meant for the program
     * to come must not keep it from being run.
     */
    @Override
    public void setuid(long user) {
        softLimits().raise(Resource.PROCESSES);
        check(SETUID.call(user));
        softLimits().restore(Resource.PROCESSES);
    }

    @Override
    public boolean runsAs(Account account) {
        return are(GETRESUID, GETUID, GETEUID, account.user())
                && are(GETRESGID, GETGID, GETEGID, account.group())
                && noOtherGroup(account.group());
    }

    /** Whether real, effective and saved id are this one, as far as the system tells. */
    private static boolean are(CFunction all, CFunction real, CFunction effective, long id) {
        if (!all.exists()) {
            return real.call() == (int) id && effective.call() == (int) id;
        }
        long ids = CMemory.allocate(3L * Integer.BYTES);
        boolean are = all.call(ids, ids + Integer.BYTES, ids + 2L * Integer.BYTES) == 0 && allAre(ids, 3, id);
        IO.freeMemory(ids);
        return are;
    }

    private static boolean noOtherGroup(long group) {
        long groups = CMemory.allocate((long) MAX_GROUPS * Integer.BYTES);
        int count = GETGROUPS.call(MAX_GROUPS, groups);
        boolean none = count >= 0 && allAre(groups, count, group);
        IO.freeMemory(groups);
        return none;
    }

    private static boolean allAre(long ids, int count, long id) {
        for (int i = 0; i < count; i++) {
            if (id(ids + (long) i * Integer.BYTES) != id) {
                return false;
            }
        }
        return true;
    }

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
