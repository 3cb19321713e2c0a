package io.daemontools.envuidgid;

import io.daemontools.Launcher;
import io.daemontools.cli.AccountOperand;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Exec;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Account;
import io.daemontools.posix.ExecEnvironment;
import io.daemontools.posix.Posix;

/** Runs a program with an account's ids in its environment; its own ids stay unchanged. */
public final class Envuidgid implements Command {
    private static final int ACCOUNT = 0;
    private static final int CHILD = 1;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Envuidgid(), args);
    }

    @Override
    public String name() {
        return "envuidgid";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        if (arguments.size() <= CHILD) {
            throw FatalException.usage("envuidgid: usage: envuidgid account child");
        }
        Account account = AccountOperand.find(name(), arguments.name(ACCOUNT, posix), posix);
        ExecEnvironment environment = posix.execEnvironment();
        environment.write("GID=" + account.group());
        environment.apply();
        environment.write("UID=" + account.user());
        environment.apply();
        return Exec.run(name(), arguments, CHILD, posix);
    }
}
