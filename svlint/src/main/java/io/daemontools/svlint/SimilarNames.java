package io.daemontools.svlint;

import io.daemontools.service.SettingsFiles;

/** Looks for files in the working directory whose names differ from those of settings in a letter or two. */
final class SimilarNames {
    /** Those that are values or flags. */
    static final String[] SETTINGS = {
        SettingsFiles.TIMEOUT_FINISH,
        SettingsFiles.NOTIFICATION_FD,
        SettingsFiles.NOTIFY_SOCKET,
        SettingsFiles.TIMEOUT_WATCHDOG,
        SettingsFiles.TIMEOUT_KILL,
        SettingsFiles.FLAG_TIMEOUT_KILLPG,
        SettingsFiles.FLAG_KILLPG,
        SettingsFiles.DOWN_SIGNAL,
        SettingsFiles.RELOAD_SIGNAL,
        SettingsFiles.BACKOFF_DELAY,
        SettingsFiles.BACKOFF_LIMIT,
        SettingsFiles.RESTART_LIMIT_COUNT,
        SettingsFiles.RESTART_LIMIT_INTERVAL
    };

    private static final int MOST_EDITS = 2;

    private final Findings findings;

    SimilarNames(Findings findings) {
        this.findings = findings;
    }

    /** Reports them. */
    void check(Names names) {
        for (String name : names.all()) {
            check(name);
        }
    }

    private void check(String name) {
        String similar = null;
        for (String setting : SETTINGS) {
            if (setting.equals(name)) {
                return;
            }
            if (Math.abs(setting.length() - name.length()) <= MOST_EDITS && edits(name, setting) <= MOST_EDITS) {
                similar = setting;
            }
        }
        if (similar != null) {
            findings.add(
                    Check.SETTING_WITHOUT_EFFECT,
                    name,
                    "has no effect; is " + similar + " meant?",
                    "rename or remove it");
        }
    }

    /** How many bytes have to be inserted, removed or replaced; capital letters count as small ones. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (small(from.charAt(i - 1)) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[to.length()];
    }

    private static char small(char letter) {
        return letter >= 'A' && letter <= 'Z' ? (char) (letter - 'A' + 'a') : letter;
    }
}
