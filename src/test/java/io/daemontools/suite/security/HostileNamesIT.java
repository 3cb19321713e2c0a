package io.daemontools.suite.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.util.List;

/**
 * Names with newlines and escapes are shown unchanged, as by 0.76: terminals and programs
 * must not rely on single lines if others choose the names.
 */
class HostileNamesIT {
    private static final List<String> NAMES = List.of(
            "name\nsvscan: fatal: forged",
            "\u001b[2J\u001b[H",
            "\u001b]0;title\u0007",
            "back\b\b\b\bspace",
            "return\rforged",
            "%n%n%s%x",
            "$(touch ran)`touch ran`;touch ran",
            "\u0001\u0002\u007f\u0080\u00ff",
            "../../etc/passwd",
            "-",
            "--",
            "-x",
            "");

    private static final List<String> COMMANDS = List.of("svc", "svstat", "svok", "supervise", "svscan");

    @Differential
    void arePrintedUnchanged(Comparison pair, Sandbox box) {
        for (String name : NAMES) {
            for (String command : COMMANDS) {
                if (name.isEmpty() && !command.equals("svstat")) {
                    continue; // the directory itself, to some
                }
                String path = "./missing/" + name;
                assertThat(box.run(pair.built(), command, path))
                        .as(command + " of " + name)
                        .isEqualTo(box.run(pair.original(), command, path));
            }
            assertThat(box.run(pair.built(), "envdir", "./missing/" + name, "true"))
                    .isEqualTo(box.run(pair.original(), "envdir", "./missing/" + name, "true"));
            assertThat(box.run(pair.built(), "setlock", "./missing/" + name, "true"))
                    .isEqualTo(box.run(pair.original(), "setlock", "./missing/" + name, "true"));
            assertThat(box.run(pair.built(), "setuidgid", name, "true"))
                    .isEqualTo(box.run(pair.original(), "setuidgid", name, "true"));
            if (!name.isEmpty()) {
                assertThat(box.run(pair.built(), "multilog", "./missing/" + name))
                        .isEqualTo(box.run(pair.original(), "multilog", "./missing/" + name));
            }
        }
        assertThat(box.shell("ls").run()).isEqualTo(Result.silent());
    }
}
