package io.daemontools.svnew;

import io.daemontools.cli.AccountFile;
import io.daemontools.cli.AccountOperand;
import io.daemontools.cli.Decimal;
import io.daemontools.cli.FatalException;
import io.daemontools.posix.Account;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/** Looks up accounts. Those of a directory service, for which the C library would load other libraries, are looked up by {@code id(1)}. */
final class Accounts {
    /** Longer than any number of an account. */
    private static final int SIZE = 32;

    private static final long NONE = -1;

    private final String command;
    private final Posix posix;

    /** {@code command} is the name of the command in messages. */
    Accounts(String command, Posix posix) {
        this.command = command;
        this.posix = posix;
    }

    /**
     * An account by its name, or by its ids: see {@link AccountOperand#ids}.
     *
     * @throws FatalException if there is none
     */
    Account find(String operand) {
        AccountFile file = new AccountFile(posix);
        // Another source may come before the file.
        Account account = file.hasAllOfServices() ? file.find(operand) : null;
        if (account == null) {
            account = AccountOperand.ids(operand);
        }
        if (account == null && !operand.isEmpty() && !file.hasAll()) {
            account = findById(operand);
        }
        if (account == null) {
            throw FatalException.system(command, "unknown account " + operand);
        }
        return account;
    }

    private Account findById(String name) {
        try {
            posix.setDefault(Signal.CHLD);
            long user = number("-u", name);
            long group = user == NONE ? NONE : number("-g", name);
            return group == NONE ? null : new Account(user, group);
        } catch (PosixException error) {
            throw FatalException.system(
                    command,
                    "unable to look up account " + name + ": " + error.errno().text());
        }
    }

    /** What {@code id} prints. A failure ends the command, so that no descriptor is left. */
    private long number(String option, String name) {
        int[] ends = new int[2];
        int messages = posix.openWrite("/dev/null");
        posix.pipe(ends);
        String failure = command + ": fatal: unable to run id: ";
        int child = posix.spawn(Spawn.program(failure, "id", option, "--", name)
                .dup2(failure, ends[1], Posix.STDOUT, messages, Posix.STDERR));
        posix.close(ends[1]);
        posix.close(messages);
        byte[] block = new byte[SIZE];
        int length = 0;
        int count = 1;
        while (count > 0 && length < SIZE) {
            count = posix.read(ends[0], block, length, SIZE - length);
            length += Math.max(0, count);
        }
        posix.close(ends[0]);
        posix.waitpid(child, new WaitStatus());
        String text = Bytes.text(block, length);
        int digits = Decimal.digits(text);
        return digits > 0 && digits == length - 1 && text.charAt(digits) == '\n' ? Decimal.value(text) : NONE;
    }
}
