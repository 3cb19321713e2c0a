package io.daemontools.cli;

import io.daemontools.posix.Account;
import io.daemontools.posix.Posix;

/** The operand {@code account} of a command: the name of an account, or ids as decimal numbers. */
public final class AccountOperand {
    /** 2^32 - 2: the next number stands for "no id" in calls such as {@code setresuid(2)}. */
    private static final long LARGEST_ID = 0xffff_fffeL;

    private static final long NO_ID = -1;
    private static final char SEPARATOR = ':';

    private AccountOperand() {}

    /**
     * The ids of {@code :UID:GID}, or of an account. Without an account of that name, {@code UID} stands for that user id, and for the
     * group id of the same number; so does {@code :UID}. An account cannot have a colon in its name.
     *
     * @param command the command, for its message
     * @throws FatalException the account is unknown, and the operand is no number from 0 to 2^32 - 2
     */
    public static Account find(String command, String operand, Posix posix) {
        Account account = isName(operand) ? posix.account(operand) : null;
        if (account == null) {
            account = ids(operand);
        }
        if (account == null) {
            throw FatalException.system(command, "unknown account " + operand);
        }
        return account;
    }

    private static boolean isName(String operand) {
        return operand.isEmpty() || operand.charAt(0) != SEPARATOR;
    }

    /** The ids that an operand stands for if there is no account of that name; null if it is no number from 0 to 2^32 - 2. */
    public static Account ids(String operand) {
        int from = isName(operand) ? 0 : 1;
        int separator = from == 0 ? -1 : operand.indexOf(SEPARATOR, from);
        long user = id(operand, from, separator < 0 ? operand.length() : separator);
        long group = separator < 0 ? user : id(operand, separator + 1, operand.length());
        return user == NO_ID || group == NO_ID ? null : new Account(user, group);
    }

    /** The number that is the text between two indices, all of it. */
    private static long id(String text, int from, int to) {
        long id = from < to ? 0 : NO_ID;
        for (int i = from; i < to && id != NO_ID; i++) {
            char digit = text.charAt(i);
            id = digit < '0' || digit > '9' ? NO_ID : id * 10 + digit - '0';
            if (id > LARGEST_ID) {
                id = NO_ID;
            }
        }
        return id;
    }
}
