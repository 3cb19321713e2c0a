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
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;

/** {@link Identity} by calls of the C library. */
final class JvmIdentity implements Identity {
    private static final int MAX_GROUPS = 8;

    /** Offset of the user id in a {@code struct passwd}, after name and password. The same on all systems. */
    static final int USER = 2 * CMemory.POINTER;

    static final int GROUP = USER + Integer.BYTES;

    private static final CFunction GETPWNAM = CFunction.of("getpwnam", POINTER, POINTER);
    private static final CFunction SETGROUPS = CFunction.of("setgroups", INT, SIZE, POINTER);
    private static final CFunction INITGROUPS = CFunction.of("initgroups", INT, POINTER, UNSIGNED);
    private static final CFunction SETGID = CFunction.of("setgid", INT, UNSIGNED);
    private static final CFunction SETUID = CFunction.of("setuid", INT, UNSIGNED);
    private static final CFunction GETGROUPS = CFunction.of("getgroups", INT, INT, POINTER);
    private static final CFunction GETRESUID = CFunction.of("getresuid", INT, POINTER, POINTER, POINTER);
    private static final CFunction GETRESGID = CFunction.of("getresgid", INT, POINTER, POINTER, POINTER);
    private static final CFunction GETUID = CFunction.of("getuid", UNSIGNED);
    private static final CFunction GETEUID = CFunction.of("geteuid", UNSIGNED);
    private static final CFunction GETGID = CFunction.of("getgid", UNSIGNED);
    private static final CFunction GETEGID = CFunction.of("getegid", UNSIGNED);

    private final JvmCString path;
    private final JvmLimits limits;

    JvmIdentity(JvmCString path, JvmLimits limits) {
        this.path = path;
        this.limits = limits;
    }

    @Override
    public Account account(String name) {
        long account;
        do {
            JvmErrno.clear();
            account = GETPWNAM.callLong(path.of(name));
        } while (account == 0 && JvmErrno.number() == JvmErrno.EINTR);
        if (account != 0) {
            return decode(account);
        }
        if (JvmErrno.number() != 0 && JvmErrno.of(JvmErrno.number()) == Errno.ENOMEM) {
            throw PosixException.of(Errno.ENOMEM);
        }
        return null;
    }

    /** Decodes a {@code struct passwd}. */
    static Account decode(long account) {
        return new Account(id(account + USER), id(account + GROUP));
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
    public void initgroups(String account, long group) {
        check(INITGROUPS.call(path.of(account), group));
    }

    @Override
    public void setgid(long group) {
        check(SETGID.call(group));
    }

    /**
     * Raises RLIMIT_NPROC to the hard limit during the call. Linux counts threads as processes, and this JVM has several: a limit that is meant for
     * the next program must not prevent its start.
     */
    @Override
    public void setuid(long user) {
        limits.softLimits().raise(Resource.PROCESSES);
        check(SETUID.call(user));
        limits.softLimits().restore(Resource.PROCESSES);
    }

    @Override
    public boolean runsAs(Account account) {
        return are(GETRESUID, GETUID, GETEUID, account.user()) && are(GETRESGID, GETGID, GETEGID, account.group());
    }

    /** Whether the real, effective and saved id are this one. Systems without the call for all three have no check of the saved id. */
    private static boolean are(CFunction all, CFunction real, CFunction effective, long id) {
        if (!all.exists()) {
            return real.call() == (int) id && effective.call() == (int) id;
        }
        long ids = CMemory.allocate(3L * Integer.BYTES);
        boolean are = all.call(ids, ids + Integer.BYTES, ids + 2L * Integer.BYTES) == 0 && allAre(ids, 3, id);
        IO.freeMemory(ids);
        return are;
    }

    @Override
    public boolean hasNoOtherGroup(long group) {
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
}
