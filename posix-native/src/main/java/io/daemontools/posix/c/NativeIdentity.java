package io.daemontools.posix.c;

import io.daemontools.posix.Account;
import io.daemontools.posix.Identity;

/** The calls on users and groups. */
interface NativeIdentity extends Identity {
    @Override
    default Account account(String name) {
        long[] ids = new long[2];
        return NativePosix.check(C.account(new NativeCString().of(name), ids)) > 0 ? new Account(ids[0], ids[1]) : null;
    }

    @Override
    default void setgroups(long group) {
        NativePosix.check(C.setgroups(group));
    }

    @Override
    default void initgroups(String account, long group) {
        NativePosix.check(C.initgroups(new NativeCString().of(account), group));
    }

    @Override
    default void setgid(long group) {
        NativePosix.check(C.setgid(group));
    }

    @Override
    default void setuid(long user) {
        NativePosix.check(C.setuid(user));
    }

    @Override
    default boolean runsAs(Account account) {
        return C.runsAs(account.user(), account.group());
    }

    @Override
    default boolean hasNoOtherGroup(long group) {
        return C.hasNoOtherGroup(group);
    }
}
