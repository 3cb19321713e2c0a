package io.daemontools.setuidgid;

import io.daemontools.Launcher;
import io.daemontools.cli.AccountOperand;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.Exec;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Account;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** Runs a program as another user, with no privilege of this one's. */
public final class Setuidgid implements Command {
    /** The options, recognised only before an account and a program: 0.76 has none, and looks up an account of that name. */
    static final String OPTSTRING = "s";

    private static final String SUPPLEMENTARY_GROUPS = "-" + OPTSTRING;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Setuidgid(), args);
    }

    @Override
    public String name() {
        return "setuidgid";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        boolean supplementary = arguments.size() > 2 && arguments.get(0).equals(SUPPLEMENTARY_GROUPS);
        int operand = supplementary ? 1 : 0;
        int child = operand + 1;
        if (arguments.size() <= child) {
            throw FatalException.usage("setuidgid: usage: setuidgid account child");
        }
        String name = arguments.name(operand, posix);
        Account account = AccountOperand.find(name(), name, posix);
        switchTo(account, supplementary ? name : null, posix, new Diagnostics(name(), posix));
        return Exec.run(name(), arguments, child, posix);
    }

    /**
     * Sets the groups first: after setuid the process may not. Then checks all ids, which 0.76 does not.
     *
     * @param member the account whose supplementary groups to set, or null for its group alone
     */
    private static void switchTo(Account account, String member, Posix posix, Diagnostics diagnostics) {
        try {
            if (member == null) {
                posix.setgroups(account.group());
            } else {
                posix.initgroups(member, account.group());
            }
            posix.setgid(account.group());
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to setgid", error);
        }
        try {
            posix.setuid(account.user());
            if (!posix.runsAs(account) || (member == null && !posix.hasNoOtherGroup(account.group()))) {
                throw PosixException.of(Errno.EPERM);
            }
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to setuid", error);
        }
    }
}
