package io.daemontools.suite.fuzz;

import io.daemontools.suite.multilog.CaseGenerator;
import io.daemontools.suite.multilog.LeftFile;
import io.daemontools.suite.multilog.MultilogCase;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * multilog: scripts, directories that an earlier multilog may have left, and several inputs. Input comes from files, so that
 * the size of each read of the original is known.
 */
final class LogCases implements Generator {
    @Override
    public Case generate(Rng rng, boolean java) {
        Case made = new Case().variable("PATH=/usr/bin:/bin");
        MultilogCase log = CaseGenerator.generate(rng.anyLong());
        if (!log.left().isEmpty()) {
            made.directory("a", "755");
        }
        for (LeftFile file : log.left()) {
            made.file(file.name(), octal(file.mode()), file.content());
            if (file.link() != null) {
                made.hardLink(file.link(), file.name());
            }
        }
        List<String> script = log.script().stream()
                .map(argument -> argument.replace(MultilogCase.HERE, Case.HERE + "/tree"))
                .toList();
        if (rng.oneIn(4)) {
            made.stage("umask=" + rng.of("000", "077", "777"));
        }
        for (String input : log.inputs()) {
            made.run("multilog", script, input);
        }
        return made;
    }

    private static String octal(String mode) {
        int bits = 0;
        for (PosixFilePermission permission : PosixFilePermissions.fromString(mode)) {
            bits |= 0400 >> permission.ordinal();
        }
        return Integer.toOctalString(bits);
    }
}
