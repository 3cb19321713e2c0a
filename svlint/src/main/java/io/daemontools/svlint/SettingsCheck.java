package io.daemontools.svlint;

import io.daemontools.posix.Posix;
import io.daemontools.service.SettingsFiles;
import io.daemontools.service.SettingsReader;

/** Checks supervise's files of settings in the working directory, as supervise reads them. */
final class SettingsCheck {
    /** A file, and the one without which it has no effect. */
    private static final String[][] NEEDS = {
        {SettingsFiles.TIMEOUT_FINISH, SettingsFiles.FINISH},
        {SettingsFiles.TIMEOUT_WATCHDOG, SettingsFiles.NOTIFY_SOCKET},
        {SettingsFiles.FLAG_TIMEOUT_KILLPG, SettingsFiles.TIMEOUT_KILL},
        {SettingsFiles.RESTART_LIMIT_INTERVAL, SettingsFiles.RESTART_LIMIT_COUNT},
    };

    /** What {@link SettingsReader} reads besides. */
    private static final String[] OTHERS = {
        SettingsFiles.FINISH, SettingsFiles.CHECK, SettingsFiles.DATA, SettingsFiles.EVENT
    };

    private final Findings findings;
    private final Disk disk;
    private final Posix posix;

    SettingsCheck(Findings findings, Disk disk, Posix posix) {
        this.findings = findings;
        this.disk = disk;
        this.posix = posix;
    }

    /** Checks them. */
    void check(Names names) {
        if (names.mayHave(SimilarNames.SETTINGS) || names.mayHave(OTHERS)) {
            checkFiles();
        }
        new SimilarNames(findings).check(names);
    }

    private void checkFiles() {
        new SettingsReader(posix, this::unusable).read();
        for (String[] pair : NEEDS) {
            if (disk.exists(pair[0]) && !disk.exists(pair[1])) {
                findings.add(
                        Check.SETTING_WITHOUT_EFFECT,
                        pair[0],
                        "has no effect without " + pair[1],
                        "add that, or remove it");
            }
        }
        checkReadiness();
    }

    /** A service reports its readiness in one way. */
    private void checkReadiness() {
        for (String reports : new String[] {SettingsFiles.NOTIFICATION_FD, SettingsFiles.NOTIFY_SOCKET}) {
            if (disk.exists(reports)
                    && disk.exists(SettingsFiles.CHECK)
                    && disk.status().executable()) {
                findings.add(
                        Check.SETTING_WITHOUT_EFFECT,
                        SettingsFiles.CHECK,
                        "has no effect beside " + reports,
                        "remove one of them");
                return;
            }
        }
    }

    private void unusable(String file, String reason) {
        boolean mode = reason.startsWith("not an executable");
        findings.add(
                Check.SETTING,
                file,
                "cannot be used: " + reason,
                mode ? "chmod +x " + findings.typed(file) : "correct it; supervise(8) describes it");
    }
}
