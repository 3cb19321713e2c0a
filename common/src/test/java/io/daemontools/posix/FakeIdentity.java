package io.daemontools.posix;

import java.util.HashMap;
import java.util.Map;

/** {@link FakePosix}'s accounts, and the identity of the process: root at first, in some groups. */
public final class FakeIdentity implements Identity {
    private static final long SOME = -1;

    private final FakeCalls calls;
    private final Map<String, Account> accounts = new HashMap<>();
    private long user;
    private long group;
    private long groups = SOME;

    FakeIdentity(FakeCalls calls) {
        this.calls = calls;
    }

    /** Adds an account. */
    public void addAccount(String name, long user, long group) {
        accounts.put(name, new Account(user, group));
    }

    @Override
    public Account account(String name) {
        calls.made("account", name);
        return accounts.get(name);
    }

    @Override
    public void setgroups(long group) {
        calls.made("setgroups", group);
        groups = group;
    }

    @Override
    public void setgid(long group) {
        calls.made("setgid", group);
        this.group = group;
    }

    @Override
    public void setuid(long user) {
        calls.made("setuid", user);
        this.user = user;
    }

    @Override
    public boolean runsAs(Account account) {
        calls.made("runsAs");
        return user == account.user() && group == account.group() && groups == account.group();
    }
}
