package io.daemontools.posix.c;

import io.daemontools.posix.Account;
import io.daemontools.posix.Identity;

/** The calls on users and groups. */
interface NativeIdentity extends Identity {
    @Override
    default Account account(String name) {
        long[] ids = new long[2];
        return NativePosix.check(C.account(new CString().of(name), ids)) > 0 ? new Account(ids[0], ids[1]) : null;
    }

    @Override
    default void setGroups(long group) {
        NativePosix.check(C.setGroups(group));
    }

    @Override
    default void setGroup(long group) {
        NativePosix.check(C.setGroup(group));
    }

    @Override
    default void setUser(long user) {
        NativePosix.check(C.setUser(user));
    }

    @Override
    default boolean runsAs(Account account) {
        return C.runsAs(account.user(), account.group());
    }
}
