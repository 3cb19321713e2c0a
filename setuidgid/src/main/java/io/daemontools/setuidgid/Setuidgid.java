package io.daemontools.setuidgid;

import io.daemontools.Launcher;
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
    private static final int ACCOUNT = 0;
    private static final int CHILD = 1;

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
        if (arguments.size() <= CHILD) {
            throw FatalException.usage("setuidgid: usage: setuidgid account child");
        }
        Account account = posix.account(arguments.name(ACCOUNT, posix));
        if (account == null) {
            throw FatalException.system(name(), "unknown account " + arguments.name(ACCOUNT, posix));
        }
        switchTo(account, posix, new Diagnostics(name(), posix));
        return Exec.run(name(), arguments, CHILD, posix);
    }

    /** Sets the groups first: after setuid the process may not. Then checks all ids, which 0.76 does not. */
    private static void switchTo(Account account, Posix posix, Diagnostics diagnostics) {
        diagnostics.orFatal("unable to setgid", () -> {
            posix.setgroups(account.group());
            posix.setgid(account.group());
        });
        diagnostics.orFatal("unable to setuid", () -> posix.setuid(account.user()));
        if (!posix.runsAs(account)) {
            throw diagnostics.fatal("unable to setuid", PosixException.of(Errno.EPERM));
        }
    }
}
