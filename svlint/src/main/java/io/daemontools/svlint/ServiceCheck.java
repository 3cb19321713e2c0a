package io.daemontools.svlint;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceFiles;
import io.daemontools.service.SettingsFiles;
import io.daemontools.svlint.Disk.Presence;

/** Checks service directories, one after the other, each with its logger. */
final class ServiceCheck {
    private static final String RUN = "run";
    private static final String ENV = "env";

    /** With this file, Debian's runit makes {@code log/run} when it installs the directory. */
    private static final String LOG_MADE_LATER = ".meta/logscript";

    /** svscan looks for no logger in a directory with a longer name. */
    private static final int MAX_LOGGED_NAME = 255;

    private final Posix posix;
    private final Findings findings;
    private final Disk disk;
    private final Script script;
    private final RunCheck runCheck;
    private final FinishCheck finishCheck;
    private final ForeignFiles foreignFiles;
    private final SuperviseCheck superviseCheck;
    private final SettingsCheck settingsCheck;
    private final LoggerCheck loggerCheck;

    ServiceCheck(Posix posix, Findings findings, Diagnostics diagnostics) {
        this.posix = posix;
        this.findings = findings;
        disk = new Disk(posix);
        SearchPath path = new SearchPath(posix.variable("PATH"), disk);
        script = new Script(findings, disk, path, diagnostics);
        runCheck = new RunCheck(findings, disk, posix, path);
        finishCheck = new FinishCheck(findings);
        foreignFiles = new ForeignFiles(findings, disk);
        superviseCheck = new SuperviseCheck(findings, disk, posix);
        settingsCheck = new SettingsCheck(findings, disk, posix);
        loggerCheck = new LoggerCheck(findings, disk);
    }

    /** Whether a file could not be read. */
    boolean incomplete() {
        return script.unreadable();
    }

    /**
     * Checks a service directory and its logger; changes the working directory.
     *
     * @throws PosixException if that fails
     */
    void check(String directory) {
        posix.chdir(directory);
        findings.enter(directory);
        String name = name(directory);
        if (name.equals(ServiceFiles.LOG) && disk.exists("../" + RUN)) {
            checkLogger();
            return;
        }
        checkName(name);
        checkDirectory();
        Presence log = disk.look(ServiceFiles.LOG);
        if (log == Presence.ABSENT && disk.target(ServiceFiles.LOG) == null) {
            return;
        }
        if (log == Presence.ABSENT || (log == Presence.PRESENT && !disk.status().directory())) {
            findings.add(
                    Check.LOG_NOT_A_DIRECTORY,
                    ServiceFiles.LOG,
                    "is not a directory",
                    "make it the service directory of the logger, or remove it");
            return;
        }
        if (disk.exists(LOG_MADE_LATER) && disk.look(ServiceFiles.LOG + '/' + RUN) == Presence.ABSENT) {
            return;
        }
        posix.chdir(ServiceFiles.LOG);
        findings.enterBelow(ServiceFiles.LOG);
        checkLogger();
    }

    private static String name(String directory) {
        int end = directory.length();
        while (end > 1 && directory.charAt(end - 1) == '/') {
            end--;
        }
        return Program.baseName(directory.substring(0, end));
    }

    private void checkName(String name) {
        if (name.startsWith(".") && !name.equals(".") && !name.equals("..")) {
            findings.add(
                    Check.HIDDEN_NAME,
                    "",
                    "svscan ignores names that begin with a dot",
                    "rename it when it is to be supervised");
        } else if (name.length() > MAX_LOGGED_NAME && disk.exists(ServiceFiles.LOG)) {
            findings.add(
                    Check.NAME,
                    "",
                    "svscan starts no logger for a name of more than 255 bytes",
                    "give it a shorter name");
        }
    }

    private void checkLogger() {
        Program program = checkDirectory();
        if (program != null && !runCheck.prepares()) {
            loggerCheck.check(RUN, program);
        }
        if (disk.exists(ServiceFiles.DOWN)) {
            findings.add(
                    Check.LOGGER_DOWN,
                    ServiceFiles.DOWN,
                    "keeps the logger down, so that the service waits when the pipe is full",
                    "remove it");
        }
        if (disk.exists(ServiceFiles.LOG)) {
            findings.add(
                    Check.LOGGER_OF_LOGGER, ServiceFiles.LOG, "has no effect: a logger has no logger", "remove it");
        }
    }

    /** Checks the working directory; returns the program that {@code run} executes, if it is known. */
    private Program checkDirectory() {
        checkWorldWritable("");
        script.forget();
        Program program = checkRun();
        boolean forRunit = script.forDebiansRunit();
        checkExecutable(SettingsFiles.FINISH, true);
        checkExecutable(SettingsFiles.CHECK, false);
        checkExecutable(SettingsFiles.DATA_CHECK, false);
        checkWorldWritable(ENV);
        checkWorldWritable(ServiceFiles.SUPERVISE);
        Names names = new Names(posix);
        settingsCheck.check(names);
        foreignFiles.check(names, forRunit);
        superviseCheck.check();
        return program;
    }

    private void checkWorldWritable(String file) {
        if (disk.worldWritable(file.isEmpty() ? "." : file)) {
            findings.add(
                    Check.WORLD_WRITABLE,
                    file,
                    "is writable for everybody, who can thus execute programs as the user of supervise",
                    "chmod o-w " + findings.typed(file));
        }
    }

    private Program checkRun() {
        Presence presence = disk.look(RUN);
        if (presence == Presence.UNKNOWN) {
            return null;
        }
        if (presence == Presence.ABSENT) {
            String target = disk.target(RUN);
            if (target == null) {
                findings.add(Check.NO_RUN, RUN, "does not exist", "write it, or name the directories of services");
            } else {
                String reason = disk.leadsToItself(RUN)
                        ? "is a link that leads to itself"
                        : "is a link to " + target + ", which does not exist";
                findings.add(Check.NO_RUN, RUN, reason, "correct the link");
            }
            return null;
        }
        if (!disk.status().regular()) {
            findings.add(Check.NO_RUN, RUN, "is not a file", "replace it by a program");
            return null;
        }
        if (!disk.status().executable()) {
            findings.add(Check.NOT_EXECUTABLE, RUN, "is not executable", "chmod +x " + findings.typed(RUN));
        }
        checkWorldWritable(RUN);
        script.check(RUN);
        String text = script.shellText();
        return text == null ? null : runCheck.check(RUN, text, !script.forDebiansRunit());
    }

    /** Checks a program that supervise executes if it is executable. */
    private void checkExecutable(String file, boolean finish) {
        if (!disk.exists(file) || !disk.status().executable()) {
            return;
        }
        checkWorldWritable(file);
        script.check(file);
        if (finish && script.shellText() != null) {
            finishCheck.check(file, script.shellText());
        }
    }
}
