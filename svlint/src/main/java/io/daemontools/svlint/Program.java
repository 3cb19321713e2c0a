package io.daemontools.svlint;

import io.daemontools.posix.Account;
import java.util.List;

/** The last program of a chain such as {@code setuidgid foo softlimit -o 99 bar}, and what the others do for it. */
final class Program {
    private final List<Word> words;
    private final int index;
    private final Account account;
    private final String accountName;
    private final boolean keptInForeground;
    private final SearchPath path;

    Program(
            List<Word> words,
            int index,
            Account account,
            String accountName,
            boolean keptInForeground,
            SearchPath path) {
        this.words = words;
        this.index = index;
        this.account = account;
        this.accountName = accountName;
        this.keptInForeground = keptInForeground;
        this.path = path;
    }

    /** Its name without directories. */
    String name() {
        return baseName(words.get(index).text());
    }

    /** The last part of a path. */
    static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Its arguments. */
    List<Word> arguments() {
        return words.subList(index + 1, words.size());
    }

    /** The account as which it runs, if the chain has set one that is known; or null. */
    Account account() {
        return account;
    }

    /** The name of that account. */
    String accountName() {
        return accountName;
    }

    /** Where it finds programs. */
    SearchPath path() {
        return path;
    }

    /** Whether fghack waits for it. */
    boolean keptInForeground() {
        return keptInForeground;
    }
}
