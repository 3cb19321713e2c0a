package io.daemontools.svlint;

import io.daemontools.cli.AccountFile;
import io.daemontools.cli.AccountOperand;
import io.daemontools.posix.Account;
import io.daemontools.posix.Posix;
import io.daemontools.svlint.Disk.Presence;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a command through the programs that execute another one. It stops at the first word whose value is not known, and at
 * the first program whose options it does not know.
 */
final class Chain {
    /** The options of setlock and s6-setlock. */
    private static final String SETLOCK = "nNxXrwt:";

    /** Those of nice: an option may also be a number. */
    private static final String NICE = "n:0123456789";

    /** Those of setsid with which it stays in the foreground. */
    private static final String SETSID = "cw";

    /** Those of chpst, but {@code -/}, after which names mean other files. */
    private static final String CHPST = "u:U:b:e:n:l:L:m:d:o:p:f:c:r:t:P012vV";

    private final Findings findings;
    private final Disk disk;
    private final Posix posix;
    private final SearchPath path;
    private final String file;
    private final Preparations preparations;
    private final OwnUsage usage;
    private List<Word> words = new ArrayList<>();
    private int at;
    private boolean stopped;
    private Account account;
    private String accountName;
    private boolean keptInForeground;

    /**
     * A chain in a script.
     *
     * @param file the script
     * @param preparations what the script does before
     */
    Chain(String file, Preparations preparations, Findings findings, Disk disk, Posix posix, SearchPath path) {
        this.file = file;
        this.preparations = preparations;
        usage = new OwnUsage(findings, file);
        this.findings = findings;
        this.disk = disk;
        this.posix = posix;
        this.path = path;
    }

    /** Follows a command to its last program; null if that is not known. */
    Program follow(List<Word> command) {
        words = command;
        at = 0;
        while (at < words.size() && words.get(at).literal()) {
            int program = at;
            checkPresence(words.get(program).text());
            usage.check(words, program);
            if (!step(Program.baseName(words.get(program).text()))) {
                return stopped
                        ? null
                        : new Program(words, program, account, accountName, keptInForeground, path.copy());
            }
        }
        return null;
    }

    /** Goes to the next program; false if there is none. */
    private boolean step(String program) {
        at++;
        switch (program) {
            case "setuidgid", "s6-setuidgid" -> setAccount();
            case "envuidgid", "s6-envuidgid" -> {
                skipOptions("");
                find(operand());
            }
            case "envdir", "s6-envdir" -> {
                skipOptions("");
                checkDirectory(operand());
            }
            case "softlimit", "s6-softlimit" -> skipOptions(OwnUsage.SOFTLIMIT);
            case "setlock", "s6-setlock" -> {
                skipOptions(SETLOCK);
                checkLock(operand());
            }
            case "fghack", "s6-fghack" -> {
                skipOptions("s");
                keptInForeground = true;
            }
            case "pgrphack", "nohup" -> skipOptions("");
            case "setsid" -> skipOptions(SETSID);
            case "nice" -> skipOptions(NICE);
            case "env" -> environment();
            case "chpst" -> chpst();
            default -> {
                return false;
            }
        }
        return !stopped;
    }

    private Word operand() {
        if (stopped || at >= words.size()) {
            stopped = true;
            return null;
        }
        return words.get(at++);
    }

    /** Skips options, of which some have a value in the same or in the next word. One that is not known stops the chain. */
    private void skipOptions(String known) {
        while (!stopped && at < words.size() && isOption(words.get(at))) {
            Word option = words.get(at++);
            if (option.is("--")) {
                return;
            }
            skipOption(option, known);
        }
    }

    private static boolean isOption(Word word) {
        return word.text().length() > 1 && word.text().startsWith("-");
    }

    private void skipOption(Word cluster, String known) {
        stopped = !cluster.literal();
        for (int i = 1; i < cluster.text().length() && !stopped; i++) {
            int option = known.indexOf(cluster.text().charAt(i));
            stopped = option < 0;
            if (option + 1 < known.length() && known.charAt(option + 1) == ':') {
                at += i == cluster.text().length() - 1 ? 1 : 0;
                return;
            }
        }
    }

    /** With supplementary groups, it is not known what the account may do. */
    private void setAccount() {
        boolean groups = at < words.size() && words.get(at).is("-s");
        skipOptions("s");
        Word name = operand();
        account = find(name);
        account = groups ? null : account;
        accountName = name == null ? "" : name.text();
    }

    private Account find(Word name) {
        if (name == null || !name.literal()) {
            return null;
        }
        AccountFile accounts = new AccountFile(posix);
        Account found = accounts.find(name.text());
        if (found == null) {
            found = AccountOperand.ids(name.text());
        }
        // No account has a colon in its name. For programs of other suites, a group follows it.
        if (found == null
                && name.text().indexOf(':') < 0
                && !preparations.mayAdd(name.text())
                && accounts.hasAllOfServices()) {
            findings.add(
                    Check.UNKNOWN_ACCOUNT,
                    file,
                    "there is no account " + name.text(),
                    "add it, or name one that getent passwd shows");
        }
        return found;
    }

    /** Whether files with relative names may be others then. */
    private boolean movable() {
        return preparations.elsewhere() || preparations.makeFiles();
    }

    /** Whether it is known which file a name means. */
    private boolean known(Word name) {
        return name != null && name.literal() && (!movable() || name.text().startsWith("/"));
    }

    private void checkLock(Word name) {
        if (!known(name) || preparations.makeFiles()) {
            return;
        }
        String directory = Disk.parent(name.text());
        if (disk.lacksDirectory(directory)) {
            findings.add(
                    Check.MISSING_DIRECTORY,
                    file,
                    "setlock opens " + name.text() + ", and " + directory + " is no directory",
                    "make it, or correct the name");
        } else if (disk.isDirectory(name.text())) {
            findings.add(
                    Check.MISSING_DIRECTORY,
                    file,
                    "setlock opens " + name.text() + ", which is a directory",
                    "name a file");
        }
    }

    private void checkDirectory(Word name) {
        if (!known(name)) {
            path.forget();
            return;
        }
        if (disk.look(name.text().concat("/PATH")) != Presence.ABSENT) {
            path.forget();
        }
        if (!preparations.makeFiles() && disk.lacksDirectory(name.text())) {
            findings.add(
                    Check.MISSING_DIRECTORY,
                    file,
                    "envdir reads " + name.text() + ", which is no directory",
                    "make it, with a file for each variable");
        }
    }

    /** To env, each word with a {@code =} is an assignment. */
    private void environment() {
        boolean options = true;
        while (at < words.size() && !stopped) {
            Word word = words.get(at);
            boolean dash = word.text().startsWith("-");
            if (dash && options) {
                options = !word.is("--");
                at++;
                environmentOption(word);
            } else if (word.assigns() || (!dash && word.literal() && word.text().indexOf('=') > 0)) {
                if (word.text().startsWith("PATH=")) {
                    path.assign(new Word(word.text().substring("PATH=".length()), word.literal(), word.quoted()));
                }
                at++;
            } else {
                return;
            }
        }
    }

    /** Those of which all versions of env agree. With others, the program is found in another way or another place. */
    private void environmentOption(Word option) {
        if (option.is("-") || option.is("-i")) {
            path.unset();
        } else if (option.literal() && option.text().startsWith("-u")) {
            boolean joined = option.text().length() > 2;
            String name = joined
                    ? option.text().substring(2)
                    : at < words.size() ? words.get(at).text() : "";
            at += joined ? 0 : 1;
            if (name.equals("PATH")) {
                path.unset();
            }
        } else {
            stopped = !option.is("--");
        }
    }

    /** The account may have groups after colons, so what it may do is not known. After a colon, it is a number. */
    private void chpst() {
        while (!stopped && at < words.size() && isOption(words.get(at))) {
            Word option = words.get(at++);
            if (option.is("--")) {
                return;
            }
            boolean user = option.text().startsWith("-u");
            if (option.text().indexOf('e') >= 0) {
                path.forget();
            }
            Word value = user && option.text().length() > 2
                    ? new Word(option.text().substring(2), true, true)
                    : user && at < words.size() ? words.get(at) : null;
            skipOption(option, CHPST);
            if (!stopped && value != null && value.literal() && !value.text().startsWith(":")) {
                int colon = value.text().indexOf(':');
                find(colon < 0 ? value : new Word(value.text().substring(0, colon), true, true));
            }
        }
    }

    /** What a program is given is checked even if the program is missing. */
    private void checkPresence(String program) {
        if (program.indexOf('/') < 0) {
            if (path.lacks(program)) {
                missing(program + " is in no directory of PATH", "install it, or give its full name");
            }
            return;
        }
        if (movable() && !program.startsWith("/")) {
            return;
        }
        Presence presence = disk.look(program);
        if (presence == Presence.ABSENT) {
            missing(program + " does not exist", "install it, or correct its name");
        } else if (presence == Presence.PRESENT && !disk.status().executable()) {
            missing(program + " is not an executable file", "make it executable, or correct its name");
        }
    }

    private void missing(String reason, String cure) {
        findings.add(Check.MISSING_PROGRAM, file, reason, cure);
    }
}
