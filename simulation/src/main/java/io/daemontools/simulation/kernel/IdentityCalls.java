package io.daemontools.simulation.kernel;

import io.daemontools.posix.Account;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Identity;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.file.Credentials;
import java.util.List;

/** The calls on users and groups. A process has one user id and one group id, which are real, effective and saved. */
final class IdentityCalls extends Calls implements Identity {
    IdentityCalls(SimulatedProcess process, Kernel kernel) {
        super(process, kernel);
    }

    @Override
    public Account account(String name) {
        return perform(Call.GETPWNAM, () -> kernel.accounts().get(name), name);
    }

    @Override
    public void setgroups(long group) {
        execute(
                Call.SETGROUPS,
                () -> {
                    if (!who().privileged()) {
                        throw PosixException.of(Errno.EPERM);
                    }
                    set(new Credentials(who().user(), who().group(), List.of(group)));
                },
                group);
    }

    /** Its accounts are members of no group but their own. */
    @Override
    public void initgroups(String account, long group) {
        setgroups(group);
    }

    @Override
    public void setgid(long group) {
        execute(
                Call.SETGID,
                () -> {
                    if (!who().privileged() && who().group() != group) {
                        throw PosixException.of(Errno.EPERM);
                    }
                    set(new Credentials(who().user(), group, who().groups()));
                },
                group);
    }

    @Override
    public void setuid(long user) {
        execute(
                Call.SETUID,
                () -> {
                    if (!who().privileged() && who().user() != user) {
                        throw PosixException.of(Errno.EPERM);
                    }
                    set(new Credentials(user, who().group(), who().groups()));
                },
                user);
    }

    private void set(Credentials changed) {
        process.setCredentials(changed);
    }

    @Override
    public boolean runsAs(Account account) {
        Credentials who = who();
        return who.user() == account.user() && who.group() == account.group();
    }

    @Override
    public boolean hasNoOtherGroup(long group) {
        return who().groups().stream().allMatch(other -> other == group);
    }
}
