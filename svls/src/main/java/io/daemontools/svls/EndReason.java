package io.daemontools.svls;

import io.daemontools.cli.AccountFile;
import io.daemontools.cli.AccountOperand;
import io.daemontools.cli.PrintableText;
import io.daemontools.cli.ShellWord;
import io.daemontools.log.LogDirectories;
import io.daemontools.posix.Account;
import io.daemontools.service.EndCause;
import io.daemontools.service.RunEnd;
import io.daemontools.service.SettingsFiles;

/** Why a service ends again and again, and what to type. */
final class EndReason extends Explanation {
    private static final int USAGE = 100;
    private static final int TEMPORARY = 111;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int ABRT = 6;
    private static final int KILL = 9;
    private static final int SEGV = 11;
    private static final int PIPE = 13;

    private final SmallFiles files;
    private final RunFile run;
    private final AccountFile accounts;
    private final ProcessTable processes;
    private final FileLocks locks;

    /** The process that runs now, or 0. */
    private int present;

    EndReason(SmallFiles files, RunFile run, AccountFile accounts, ProcessTable processes, FileLocks locks) {
        this.files = files;
        this.processes = processes;
        this.accounts = accounts;
        this.run = run;
        this.locks = locks;
    }

    /** Finds the reason why the service of a directory has ended. */
    void find(String directory, ServiceView service) {
        RunEnd end = service.lastEnd();
        present = service.files().up() ? service.files().pid() : 0;
        boolean known = end != null && end.statusKnown();
        boolean failed = !known || (!end.status().crashed() && end.status().exitCode() == TEMPORARY);
        if (run.unusable(directory, failed)) {
            is(run.why(), run.cure().isEmpty() ? lint(directory) : run.cure());
        } else if (!known) {
            is("it has ended, and how is not known", "");
        } else {
            String times = service.restarts() > 1 ? ", " + service.restarts() + " restarts in the last hour" : "";
            is("", "");
            if (end.cause() == EndCause.WATCHDOG) {
                String file = directory.concat("/").concat(SettingsFiles.TIMEOUT_WATCHDOG);
                is("", "cat " + ShellWord.of(file) + "   # in milliseconds: a longer time, or none without the file");
            } else if (!end.status().crashed()) {
                findFailure(directory, end.status().exitCode());
            }
            why = "it has ended: " + Texts.end(end) + meaning(end, service) + times + (why.isEmpty() ? "" : "; ") + why;
        }
    }

    /** How it has ended and what that means, without a cure. */
    static String lastEnd(RunEnd end) {
        return end == null || !end.statusKnown() ? "how it has ended is not known" : Texts.end(end);
    }

    /** Finds what the programs of daemontools in a script need. */
    private void findFailure(String directory, int code) {
        String variables = run.operandOf("envdir", directory);
        String account = run.operandOf("setuidgid", directory);
        String path = variables == null || variables.startsWith("/") ? variables : directory + '/' + variables;
        if (path != null && !files.isDirectory(path)) {
            is("envdir needs the directory " + PrintableText.of(path), "mkdir " + ShellWord.of(path));
        } else if (account != null && isUnknown(account)) {
            is("/etc/passwd has no account " + account, lint(directory));
        } else if (code == TEMPORARY && isLogger(directory) && findLogProblem(directory, account)) {
            return;
        } else if (code == 0) {
            is("", lint(directory) + "   # fghack keeps a program in the foreground");
        } else if (code == NOT_FOUND) {
            is(
                    "",
                    lint(directory)
                            + "   # if it prints nothing, the messages are in the log, or in the output of svscan");
        } else if (code == NOT_EXECUTABLE || code == TEMPORARY || code == USAGE) {
            is("", lint(directory));
        }
    }

    private boolean isUnknown(String account) {
        return accounts.find(account) == null && AccountOperand.ids(account) == null && accounts.hasAllOfServices();
    }

    private static String lint(String directory) {
        return "svlint " + ShellWord.of(isLogger(directory) ? parent(directory) : directory);
    }

    private static String parent(String directory) {
        return directory.substring(0, directory.length() - "/log".length());
    }

    /** Whether multilog cannot use a log directory that is named in a logger's {@code run}. */
    private boolean findLogProblem(String directory, String account) {
        for (String name : run.logDirectories(directory)) {
            if (findLogProblem(LogDirectories.within(directory, name), shown(name), account)) {
                return true;
            }
        }
        return false;
    }

    private static String shown(String name) {
        return PrintableText.of(name.startsWith("./") ? name.substring(2) : name);
    }

    private boolean findLogProblem(String log, String shown, String account) {
        if (files.exists(log) && !files.status().directory()) {
            is("its log directory " + shown + " is not a directory", "rm " + ShellWord.of(log));
            return true;
        }
        if (files.exists(log + "/lock")) {
            int holder = locks.holder(files.status().inode());
            if (holder > 0 && !(present > 0 && processes.isFrom(holder, present))) {
                is("process " + holder + " has locked its log directory " + shown, "kill " + holder);
                return true;
            }
        }
        return account != null && findClosed(log, shown, account);
    }

    /** Whether the account may not write to the log directory, to a file in it, or to the directory in which to make it. */
    private boolean findClosed(String log, String shown, String name) {
        Account account = accounts.find(name);
        if (account == null) {
            return false;
        }
        String word = ShellWord.of(log);
        if (!files.isDirectory(log)) {
            boolean closed = files.isDirectory(above(log)) && !writable(account);
            is(
                    closed ? "its log directory " + shown + " does not exist, and " + name + " cannot make it" : "",
                    closed ? "mkdir " + word + "; chown " + name + ' ' + word : "");
            return closed;
        }
        boolean closed = !writable(account);
        for (String file : new String[] {"/lock", "/current", "/state"}) {
            closed |= files.exists(log.concat(file)) && !writable(account);
        }
        if (closed) {
            is("its log directory " + shown + " is not writable for " + name, "chown -R " + name + ' ' + word);
        }
        return closed;
    }

    /** The directory in which multilog makes a log directory. */
    private static String above(String log) {
        int end = log.length();
        while (end > 1 && log.charAt(end - 1) == '/') {
            end--;
        }
        int slash = log.lastIndexOf('/', end - 1);
        return slash < 0 ? "." : slash == 0 ? "/" : log.substring(0, slash);
    }

    /** Whether an account may write to the file that was looked at last. */
    private boolean writable(Account account) {
        int shift = files.status().user() == account.user() ? 6 : files.status().group() == account.group() ? 3 : 0;
        return account.user() == 0 || (files.status().permissions() >> shift & 2) != 0;
    }

    private String meaning(RunEnd end, ServiceView service) {
        if (end.status().crashed()) {
            return meaning(end.status().signal(), end.cause(), service);
        }
        return switch (end.status().exitCode()) {
            case 0 -> " (without an error; or its program goes into the background)";
            case USAGE -> " (wrong usage, of programs of daemontools)";
            case TEMPORARY -> " (a program of daemontools failed)";
            case NOT_EXECUTABLE -> " (of a shell: a command is not executable)";
            case NOT_FOUND -> " (of a shell: a command was not found; of a program: a library was not)";
            default -> "";
        };
    }

    private String meaning(int signal, EndCause cause, ServiceView service) {
        return switch (cause) {
            case COMMAND -> " (by a command)";
            case TIMEOUT -> " (by supervise: it had not ended in time)";
            case WATCHDOG -> " (by supervise: it had missed its watchdog)";
            case NONE ->
                switch (signal) {
                    case KILL ->
                        " (not by a command: by another process, or by the kernel for lack of memory"
                                + kernelKills(service) + ")";
                    case ABRT, SEGV -> " (a fault of the program)";
                    case PIPE -> " (nobody reads what it writes)";
                    default -> " (not by a command)";
                };
        };
    }

    /** What the control group of the process, which is usually that of the last one too, counts. */
    private String kernelKills(ServiceView service) {
        String groups = service.files().pid() > 0
                ? files.readAny("/proc/" + service.files().pid() + "/cgroup")
                : null;
        int at = groups == null ? -1 : groups.indexOf("0::");
        if (at < 0) {
            return "";
        }
        int end = groups.indexOf('\n', at);
        String group = groups.substring(at + "0::".length(), end < 0 ? groups.length() : end);
        String events = files.readAny("/sys/fs/cgroup" + group + "/memory.events");
        int count = events == null ? -1 : events.indexOf("oom_kill ");
        if (count < 0) {
            return "";
        }
        int from = count + "oom_kill ".length();
        int to = events.indexOf('\n', from);
        String number = events.substring(from, to < 0 ? events.length() : to);
        return number.equals("0") ? "" : ", which has killed " + number + " of its control group";
    }
}
