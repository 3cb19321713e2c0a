package io.daemontools.svlint;

import io.daemontools.cli.ShellWord;
import io.daemontools.posix.Account;
import io.daemontools.svlint.Disk.Presence;
import java.util.ArrayList;
import java.util.List;

/** Checks where the multilog of a {@code log/run} writes. The working directory is that of the logger. */
final class LoggerCheck {
    private static final String[] FILES = {"lock", "current", "state"};

    private final Findings findings;
    private final Disk disk;
    private String file = "";

    LoggerCheck(Findings findings, Disk disk) {
        this.findings = findings;
        this.disk = disk;
    }

    /** Checks the program that {@code log/run} executes, if it is multilog. */
    void check(String script, Program program) {
        file = script;
        if (!program.name().equals("multilog")) {
            return;
        }
        new MultilogWords(findings, file).check(program.arguments());
        ProcessorCheck processors = new ProcessorCheck(findings, file, disk, program.path());
        List<String> seen = new ArrayList<>();
        String processor = "";
        boolean writes = false;
        boolean known = true;
        String candidate = null;
        for (Word argument : program.arguments()) {
            String text = argument.text();
            known &= argument.literal();
            writes |= text.startsWith("e") || text.startsWith("=") || text.startsWith("1");
            if (text.startsWith("!") && argument.literal()) {
                processor = text.substring(1);
            } else if (text.startsWith("/") || text.startsWith(".")) {
                writes = true;
                processors.check(processor);
                processor = "";
                if (argument.literal()) {
                    once(text, seen);
                    directory(text, program);
                }
            } else if (disk.isDirectory(text)) {
                candidate = text;
            }
        }
        if (known && !writes) {
            findings.add(
                    Check.NO_LOG_DIRECTORY,
                    file,
                    "multilog has no log directory, and discards everything",
                    candidate == null ? "add ./main" : "write ./" + candidate + " in place of " + candidate);
        }
    }

    /** multilog opens and locks a directory for each time that it is named. */
    private void once(String name, List<String> seen) {
        String identity = disk.isDirectory(name)
                ? disk.status().device() + ":" + disk.status().inode()
                : Disk.withoutSlash(name);
        if (seen.contains(identity)) {
            findings.add(
                    Check.LOG_DIRECTORY,
                    file,
                    "multilog cannot lock " + name + ", which it has locked already",
                    "name each log directory once");
        }
        seen.add(identity);
    }

    private void directory(String name, Program program) {
        Account account = program.account();
        String parent = Disk.parent(name);
        if (!reachable(name, program)) {
            return;
        }
        Presence presence = disk.look(name);
        if (presence == Presence.UNKNOWN) {
            return;
        }
        if (presence == Presence.ABSENT) {
            Presence above = disk.look(parent);
            if (above == Presence.ABSENT) {
                unwritable(name, "does not exist, and neither does " + parent, "mkdir -p " + shown(name));
            } else if (above == Presence.PRESENT
                    && account != null
                    && !Access.allows(disk.status(), account, Access.WRITE | Access.EXECUTE)) {
                unwritable(
                        name,
                        "does not exist, and " + program.accountName() + " cannot make it",
                        "mkdir " + shown(name) + "; chown " + program.accountName() + ' ' + shown(name));
            }
            return;
        }
        if (!disk.status().directory()) {
            unwritable(name, "is not a directory", "remove it");
            return;
        }
        if ((disk.status().permissions() & Disk.OTHERS_WRITE) != 0) {
            report(
                    Check.WORLD_WRITABLE,
                    name,
                    "is writable for everybody, who can thus change the log",
                    "chmod o-w " + shown(name));
        }
        if (account == null) {
            return;
        }
        if (!Access.allows(disk.status(), account, Access.READ | Access.WRITE | Access.EXECUTE)) {
            unwritable(
                    name,
                    "is not writable for " + program.accountName(),
                    "chown -R " + program.accountName() + ' ' + shown(name));
            return;
        }
        files(name, program);
    }

    /** Files of another account, as left by a logger that has run as that one. */
    private void files(String directory, Program program) {
        for (String each : FILES) {
            String name = directory + '/' + each;
            if (disk.exists(name) && !Access.allows(disk.status(), program.account(), Access.WRITE)) {
                unwritable(
                        name,
                        "is not writable for " + program.accountName(),
                        "chown " + program.accountName() + ' ' + shown(name));
            }
        }
    }

    /** Whether the account may look up names in all directories on the way, and multilog may read its working directory. */
    private boolean reachable(String name, Program program) {
        Account account = program.account();
        if (account == null) {
            return true;
        }
        if (disk.exists(".") && !Access.allows(disk.status(), account, Access.READ | Access.EXECUTE)) {
            findings.add(
                    Check.LOG_DIRECTORY,
                    "",
                    "is not readable for " + program.accountName() + ", as which " + findings.path(file)
                            + " runs multilog",
                    "chmod 755 " + findings.typed(""));
            return false;
        }
        for (int slash = name.indexOf('/', 1); slash > 0; slash = name.indexOf('/', slash + 1)) {
            String directory = name.substring(0, slash);
            if (disk.isDirectory(directory) && !Access.allows(disk.status(), account, Access.EXECUTE)) {
                unwritable(directory, "cannot be entered by " + program.accountName(), "chmod o+x " + shown(directory));
                return false;
            }
        }
        return true;
    }

    private void unwritable(String name, String reason, String cure) {
        report(Check.LOG_DIRECTORY, name, reason, cure);
    }

    /** What is not below the service directory is a finding of the script. */
    private void report(Check check, String name, String reason, String cure) {
        if (name.startsWith("/")) {
            findings.add(check, file, "log directory " + name + ' ' + reason, cure);
        } else {
            findings.add(check, withoutDot(name), reason, cure);
        }
    }

    private static String withoutDot(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private String shown(String name) {
        return name.startsWith("/") ? ShellWord.of(name) : findings.typed(withoutDot(name));
    }
}
