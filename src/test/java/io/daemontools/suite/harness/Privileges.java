package io.daemontools.suite.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Requirements on privileges. A test whose requirements are not met is skipped. */
public final class Privileges {

    private static final String NOBODY = "65534";
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private Privileges() {}

    /** Whether the suite runs as root. */
    public static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Skips the test unless it runs as root. */
    public static void needRoot(String reason) {
        assumeTrue(root(), "needs root: " + reason);
    }

    /** The arguments that run a command without privileges, since root ignores permissions. */
    static List<String> drop() {
        if (!root()) {
            return List.of();
        }
        assumeTrue(Files.isExecutable(SETPRIV), "needs setpriv to drop root's privileges");
        return List.of(SETPRIV.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    }
}
