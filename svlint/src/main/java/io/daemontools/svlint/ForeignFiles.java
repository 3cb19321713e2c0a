package io.daemontools.svlint;

/** Files of other suites that supervise and svscan do not read. */
final class ForeignFiles {
    private static final String S6 = "s6";
    private static final String ENCORE = "daemontools-encore";

    private static final String[][] ANY = {
        {"type", S6 + "-rc"},
        {"dependencies", S6 + "-rc"},
        {"dependencies.d", S6 + "-rc"},
        {"producer-for", S6 + "-rc"},
        {"consumer-for", S6 + "-rc"},
        {"pipeline-name", S6 + "-rc"},
        {"timeout-up", S6 + "-rc"},
        {"timeout-down", S6 + "-rc"},
        {"max-death-tally", S6},
        {"lock-fd", S6},
        {"nosetsid", S6},
        {"flag-newpidns", S6},
        {"instances", S6},
        {"no-setsid", ENCORE},
        {"rc.main", "perp"},
        {"rc.log", "perp"},
    };

    /** Names that anybody may use: they count only if they are executable. */
    private static final String[][] EXECUTABLE = {
        {"start", ENCORE},
        {"stop", ENCORE},
        {"notify", ENCORE},
    };

    private static final String RUNIT_CONTROL = "control";

    private final Findings findings;
    private final Disk disk;

    ForeignFiles(Findings findings, Disk disk) {
        this.findings = findings;
        this.disk = disk;
    }

    /**
     * Checks the working directory.
     *
     * @param names those in it
     * @param forRunit whether the directory is meant for runit as well
     */
    void check(Names names, boolean forRunit) {
        for (String[] known : ANY) {
            if (names.mayHave(known[0]) && disk.exists(known[0])) {
                report(known[0], known[1]);
            }
        }
        for (String[] known : EXECUTABLE) {
            if (names.mayHave(known[0])
                    && disk.exists(known[0])
                    && disk.status().executable()) {
                report(known[0], known[1]);
            }
        }
        if (!forRunit && names.mayHave(RUNIT_CONTROL) && disk.isDirectory(RUNIT_CONTROL)) {
            report(RUNIT_CONTROL, "runit");
        }
    }

    private void report(String file, String suite) {
        findings.add(Check.FOREIGN_FILE, file, "is a file of " + suite + " and has no effect here", "remove it");
    }
}
