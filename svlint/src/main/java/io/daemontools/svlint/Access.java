package io.daemontools.svlint;

import io.daemontools.posix.Account;
import io.daemontools.posix.FileStatus;

/** What an account may do to a file by its mode. */
final class Access {
    /** To read a file, or list a directory. */
    static final int READ = 4;

    /** To write. */
    static final int WRITE = 2;

    /** To execute a file, or look up names in a directory. */
    static final int EXECUTE = 1;

    private static final int BITS_PER_CLASS = 3;

    private Access() {}

    /** Whether an account that is in no other group than its own has all these permissions. */
    static boolean allows(FileStatus file, Account account, int wanted) {
        if (account.user() == 0) {
            return true;
        }
        int granted = file.permissions();
        if (file.user() == account.user()) {
            granted >>= 2 * BITS_PER_CLASS;
        } else if (file.group() == account.group()) {
            granted >>= BITS_PER_CLASS;
        }
        return (granted & wanted) == wanted;
    }
}
