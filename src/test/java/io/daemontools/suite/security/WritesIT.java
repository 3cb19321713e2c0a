package io.daemontools.suite.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that svscan, supervise and multilog make, write to, rename and remove: strace shows their system calls
 * from the start of a logged service, through a rotation, to the end.
 *
 * <p>On Linux with strace. Not on the JVM, which has files of its own in /tmp.
 */
class WritesIT {
    /** Calls that change a file by its name, and opens for writing. */
    private static final Pattern CHANGE = Pattern.compile(
            "^(?:open(?:at)?\\((?:AT_FDCWD, )?\"([^\"]*)\", [A-Z_|]*O_(?:WRONLY|RDWR|CREAT).*"
                    + "|(?:mkdir|mknod|unlink|rmdir|chmod|truncate|chown|creat)(?:at)?\\((?:AT_FDCWD, )?\"([^\"]*)\".*"
                    + "|(?:rename|link|symlink)(?:at2?)?\\((?:AT_FDCWD, )?\"([^\"]*)\", (?:AT_FDCWD, )?\"([^\"]*)\".*)$");

    /** It opens {@code ok} to see whether a supervise runs, and never writes to it. */
    private static final Set<String> OF_SVSCAN =
            Set.of("foo/supervise", "foo/supervise/pipe", "foo/supervise/ok", "foo/log/supervise/ok");

    private static final Set<String> OF_SUPERVISE = Set.of(
            "supervise",
            "supervise/control",
            "supervise/history",
            "supervise/lock",
            "supervise/ok",
            "supervise/status",
            "supervise/status.new");

    private static final Set<String> OF_MULTILOG =
            Set.of("./main", "@", "current", "lock", "newest", "newstate", "previous", "processed", "state");

    @EachToolset
    void areInTheServiceAndTheLogDirectoryOnly(Toolset tools, Sandbox box) throws IOException {
        assumeFalse(tools.isJvm(), "HotSpot has files of its own");
        Sanitizers.leaveOut("they write their findings to the directory");
        assumeThat(Path.of("/usr/bin/strace")).isExecutable();
        ServiceDirectory foo = box.service("service/foo")
                .run("echo line; exec sleep 86400")
                .log("exec multilog t s4096 n2 =newest ./main");
        box.directory("traces");
        Running svscan = box.command(tools, "svscan", "service")
                .through(
                        "strace",
                        "-ff",
                        "-s",
                        "1000",
                        "-o",
                        box.path("traces/of").toString())
                .start();
        foo.up();
        foo.logger().up();
        Await.until("line", () -> foo.logger().content("main/current").contains(" line\n"));
        box.run(tools, "svc", "-a", "service/foo/log");
        Await.until("rotation", () -> foo.logger().content("main/current").isEmpty());
        ProcessInfo.end(ProcessInfo.children(svscan.pid()));
        box.run(tools, "svc", "-dx", "service/foo", "service/foo/log");
        svscan.ended();

        assertThat(changed(box.path("traces"), tools.command("svscan")))
                .isSubsetOf(tools.isOriginal() ? Set.of() : OF_SVSCAN);
        assertThat(changed(box.path("traces"), "supervise")).isNotEmpty().isSubsetOf(OF_SUPERVISE);
        assertThat(changed(box.path("traces"), "multilog"))
                .contains("current", "@")
                .isSubsetOf(OF_MULTILOG);
    }

    /** The names in all traces after an execve. The name of a finished log is replaced by @. */
    private static Set<String> changed(Path traces, String program) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(traces)) {
            for (Path file : files) {
                String current = "";
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    if (line.startsWith("execve(") && line.endsWith(" = 0")) {
                        current = line.replaceFirst("^execve\\(\"([^\"]*)\".*", "$1");
                    } else if (current.equals(program) || current.endsWith("/bin/" + program)) {
                        Matcher change = CHANGE.matcher(line);
                        for (int i = 1; change.matches() && i <= change.groupCount(); i++) {
                            if (change.group(i) != null) {
                                names.add(change.group(i).replaceFirst("^@[0-9a-f]{24}\\.[su]$", "@"));
                            }
                        }
                    }
                }
            }
        }
        return names;
    }
}
