package io.daemontools.suite.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.util.ArrayList;
import java.util.List;

/**
 * Puppet and svscan, in a mount namespace where {@code /etc} and {@code /usr/bin} are those of the system until something is written
 * there. Puppet's provider runs only the commands in {@code /usr/bin}, which are those of the toolset.
 */
record Puppet(Sandbox box, Toolset tools, Running svscan) {

    /** The exit code of {@link #MOUNTS} where there can be no mounts. */
    private static final int CANNOT_BE = 77;

    /** usage: FILES SVWAIT TOOLSET COMMAND...: makes the mounts, and executes the command. Exits 77 where that cannot be. */
    private static final String MOUNTS = """
            set -e
            files=$1 svwait=$2 tools=$3
            shift 3
            mount -t tmpfs none "$files" || exit 77
            for directory in /etc /usr/bin; do
              mkdir -p "$files/upper$directory" "$files/work$directory"
              mount -t overlay none -o "lowerdir=$directory,upperdir=$files/upper$directory,workdir=$files/work$directory" \\
                "$directory" || exit 77
            done
            mkdir -p /etc/service "$files/service"
            mount --bind "$files/service" /etc/service
            [ ! -d /service ] || mount --bind /etc/service /service
            install() {
              [ "$1" -ef "/usr/bin/${1##*/}" ] || {
                printf '#!/bin/sh\\nexec "%s" "$@"\\n' "$1" >"$files/wrapper"
                chmod 755 "$files/wrapper"
                mv -f "$files/wrapper" "/usr/bin/${1##*/}"
              }
            }
            install "$tools/svc"
            install "$tools/svstat"
            install "$svwait"
            : >"$files/ready"
            exec "$@"
            """;

    /** Starts svscan on {@code /etc/service} of a new namespace. Skips the test if that is not possible, or there is no Puppet. */
    static Puppet start(Sandbox box, Toolset tools, String svwait) {
        Privileges.needRoot("mounts");
        assumeTrue(box.shell("command -v puppet unshare nsenter").run().code() == 0, "needs Puppet and util-linux");
        String files = box.directory("mounts-of-" + tools).toString();
        String script = box.file("mounts", MOUNTS).toString();
        Running svscan = box.command(tools, "svscan", "/etc/service")
                .through(
                        "unshare",
                        "--mount",
                        "sh",
                        script,
                        files,
                        svwait,
                        tools.bin().toString())
                .start();
        Puppet puppet = new Puppet(box, tools, svscan);
        // That file is only in the namespace. Until then, Puppet would be outside.
        Await.until(
                "namespace",
                () -> !svscan.runs()
                        || puppet.within("test", "-e", files + "/ready").code() == 0);
        boolean impossible =
                !svscan.runs() && (svscan.ended() == CANNOT_BE || svscan.err().startsWith("unshare:"));
        assumeFalse(impossible, "needs namespaces and overlays: " + svscan.err());
        assertThat(svscan.runs()).as(svscan.err()).isTrue();
        return puppet;
    }

    /** Runs {@code puppet resource}, or another command of Puppet, with its files in the sandbox. */
    Result run(String command, String... arguments) {
        String state = box.path("puppet-of-" + tools).toString();
        List<String> argv = new ArrayList<>(List.of(
                "puppet", command, "--color", "false", "--confdir", state + "/etc", "--vardir", state + "/var"));
        argv.addAll(List.of(arguments));
        return within(argv.toArray(String[]::new));
    }

    /** Runs a command in the namespace. */
    Result within(String... argv) {
        return box.program(argv)
                .through("nsenter", "--mount", "--target", Long.toString(svscan.pid()))
                .with("LC_ALL", "C.UTF-8")
                .run();
    }
}
