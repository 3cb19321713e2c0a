package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** setuidgid and envuidgid. Not tested: a system call that succeeds without effect. */
class SetuidgidIT {
    private static final String IDS = "id -u; id -g; id -G; id -ru; id -rg";
    private static final String PRIVILEGES = "grep -E '^(Uid|Gid|Groups|CapPrm|CapEff):' /proc/self/status";

    @EachToolset
    void requireAnAccountAndAProgram(Toolset tools, Sandbox box) {
        for (String command : new String[] {"setuidgid", "envuidgid"}) {
            Result usage = Result.fails(100, command + ": usage: " + command + " account child\n");
            assertThat(box.run(tools, command)).isEqualTo(usage);
            assertThat(box.run(tools, command, "root")).isEqualTo(usage);
            assertThat(box.run(tools, command, "no-such-account")).isEqualTo(usage);
        }
    }

    @EachToolset
    void accountMustBeKnown(Toolset tools, Sandbox box) {
        for (String command : new String[] {"setuidgid", "envuidgid"}) {
            for (String account :
                    new String[] {"no such account", "", "-x", "\u00ff", "root:x", "0:", "n".repeat(10_000)}) {
                assertThat(box.run(tools, command, account, "touch", "ran"))
                        .isEqualTo(Result.fails(111, command + ": fatal: unknown account " + account + "\n"));
            }
        }
        assertThat(box.dir()).isEmptyDirectory();
    }

    @BeyondOriginal
    void idsMayBeNumbers(Toolset tools, Sandbox box) {
        Privileges.needRoot("another user");
        assertThat(box.run(tools, "setuidgid", ":1234:4294967294", "sh", "-c", IDS))
                .isEqualTo(Result.prints("1234\n4294967294\n4294967294\n1234\n4294967294\n"));
        for (String account : new String[] {"54321", ":54321", "000000000000000000054321"}) {
            assertThat(box.run(tools, "setuidgid", account, "sh", "-c", IDS))
                    .isEqualTo(Result.prints("54321\n54321\n54321\n54321\n54321\n"));
        }
        assertThat(box.run(tools, "envuidgid", ":1234:0", "sh", "-c", "echo $UID $GID"))
                .isEqualTo(Result.prints("1234 0\n"));
        assertThat(box.run(tools, "envuidgid", "4294967294", "sh", "-c", "echo $UID $GID"))
                .isEqualTo(Result.prints("4294967294 4294967294\n"));
    }

    @EachToolset
    void numbersMustBeIds(Toolset tools, Sandbox box) {
        String[] wrong = {":", ":1:", ":1x", ":-1", ":1:4294967295", "4294967295", "18446744073709551616", "1:2"};
        for (String account : wrong) {
            assertThat(box.run(tools, "setuidgid", account, "touch", "ran"))
                    .isEqualTo(Result.fails(111, "setuidgid: fatal: unknown account " + account + "\n"));
        }
        assertThat(box.run(tools, "setuidgid", "-s", "true"))
                .as("an option only before an account and a program")
                .isEqualTo(Result.fails(111, "setuidgid: fatal: unknown account -s\n"));
        assertThat(box.dir()).isEmptyDirectory();
    }

    /** In a mount namespace with accounts of its own. */
    private static Result withAccounts(Sandbox box, Invocation command) {
        box.file("passwd", "root:x:0:0::/:/bin/sh\nmember:x:4242:2424::/:\n54321:x:4242:2424::/:\n");
        box.file("group", "root:x:0:\nmain:x:2424:\nfirst:x:3001:root,member\nsecond:x:3002:member,54321\n");
        String bind = "mount --bind passwd /etc/passwd && mount --bind group /etc/group && exec \"$@\"";
        return command.through("unshare", "--mount", "sh", "-c", bind, "sh").run();
    }

    @EachToolset
    @EnabledOnOs(OS.LINUX)
    void accountNamedByANumberWins(Toolset tools, Sandbox box) {
        Privileges.needRoot("accounts of its own");
        assertThat(withAccounts(box, box.command(tools, "setuidgid", "54321", "sh", "-c", IDS)))
                .isEqualTo(Result.prints("4242\n2424\n2424\n4242\n2424\n"));
    }

    @EachToolset
    @EnabledOnOs(OS.LINUX)
    void supplementaryGroupsAreNotSet(Toolset tools, Sandbox box) {
        Privileges.needRoot("accounts of its own");
        assertThat(withAccounts(box, box.command(tools, "setuidgid", "member", "id", "-G")))
                .isEqualTo(Result.prints("2424\n"));
    }

    @BeyondOriginal
    @EnabledOnOs(OS.LINUX)
    void supplementaryGroupsAreSetOnRequest(Toolset tools, Sandbox box) {
        Privileges.needRoot("accounts of its own");
        assertThat(withAccounts(box, box.command(tools, "setuidgid", "-s", "member", "id", "-G")))
                .isEqualTo(Result.prints("2424 3001 3002\n"));
        assertThat(withAccounts(box, box.command(tools, "setuidgid", "-s", ":4242:2424", "id", "-G")))
                .isEqualTo(Result.prints("2424\n"));
        assertThat(box.command(tools, "setuidgid", "-s", "daemon", "touch", "ran")
                        .unprivileged()
                        .run())
                .isEqualTo(Result.fails(111, "setuidgid: fatal: unable to setgid: permission denied\n"));
    }

    @EachToolset
    void dropsAllOtherIds(Toolset tools, Sandbox box) {
        Privileges.needRoot("another user");
        assertThat(box.run(tools, "setuidgid", "daemon", "sh", "-c", IDS)).isEqualTo(Result.prints("1\n1\n1\n1\n1\n"));
        String shown = box.command(tools, "setuidgid", "daemon", "sh", "-c", PRIVILEGES)
                .through("setpriv", "--groups=0,4,24,27", "--")
                .run()
                .out();
        assertThat(shown)
                .isEqualTo(
                        "Uid:\t1\t1\t1\t1\nGid:\t1\t1\t1\t1\nGroups:\t1 \nCapPrm:\t0000000000000000\nCapEff:\t0000000000000000\n");
    }

    @EachToolset
    void needsThePrivilege(Toolset tools, Sandbox box) {
        assertThat(box.command(tools, "setuidgid", "daemon", "touch", "ran")
                        .unprivileged()
                        .run())
                .isEqualTo(Result.fails(111, "setuidgid: fatal: unable to setgid: permission denied\n"));
        assertThat(box.command(tools, "setuidgid", "nobody", "touch", "ran")
                        .unprivileged()
                        .run())
                .isEqualTo(Result.fails(111, "setuidgid: fatal: unable to setgid: permission denied\n"));
    }

    /** With the right to change its groups, but not its user. */
    @EachToolset
    void runsNothingAfterAFailure(Toolset tools, Sandbox box) {
        Privileges.needRoot("capabilities");
        assertThat(box.command(tools, "setuidgid", "daemon", "touch", "ran")
                        .through("setpriv", "--bounding-set=-setuid", "--inh-caps=-setuid", "--")
                        .run())
                .isEqualTo(Result.fails(111, "setuidgid: fatal: unable to setuid: permission denied\n"));
        assertThat(box.command(tools, "setuidgid", "daemon", "touch", "ran")
                        .through("setpriv", "--bounding-set=-setgid", "--inh-caps=-setgid", "--")
                        .run())
                .isEqualTo(Result.fails(111, "setuidgid: fatal: unable to setgid: permission denied\n"));
    }

    @EachToolset
    void findsTheProgramAsTheAccount(Toolset tools, Sandbox box) {
        Privileges.needRoot("another user");
        box.directory("closed");
        box.shell("printf '#!/bin/sh\\necho found\\n' > closed/prog; chmod 755 closed/prog; chmod 700 closed")
                .run();
        assertThat(box.command(tools, "setuidgid", "root", "prog")
                        .with("PATH", "closed:/usr/bin:/bin")
                        .run())
                .isEqualTo(Result.prints("found\n"));
        assertThat(box.command(tools, "setuidgid", "daemon", "prog")
                        .with("PATH", "closed:/usr/bin:/bin")
                        .run())
                .isEqualTo(Result.fails(111, "setuidgid: fatal: unable to run prog: access denied\n"));
    }

    @EachToolset
    void envuidgidSetsVariablesOnly(Toolset tools, Sandbox box) {
        assertThat(box.command(tools, "envuidgid", "nobody", "sh", "-c", "echo $UID $GID; id -u")
                        .with("UID", "17")
                        .run())
                .isEqualTo(
                        Result.prints("65534 65534\n" + box.shell("id -u").run().out()));
        assertThat(box.command(tools, "envuidgid", "daemon", "env")
                        .through("env", "-i", "A=1", "GID=old", "B=2", "UID=old", "C=3")
                        .run())
                .isEqualTo(Result.prints("A=1\nC=3\nB=2\nGID=1\nUID=1\n"));
    }

    /** As from a directory server, through nsswitch.conf. A static program cannot use it, and is not tested. */
    @EachToolset
    @EnabledOnOs(OS.LINUX)
    void accountsComeFromTheNameService(Toolset tools, Sandbox box) throws IOException {
        Privileges.needRoot("an nsswitch.conf of its own");
        assumeTrue(isDynamic(tools), "a static program has no name service");
        String libraries =
                CProgram.library(box, "libnss_faraway.so.2.c").getParent().toString();
        box.file("nsswitch.conf", "passwd: files faraway\n");
        String bind = "mount --bind nsswitch.conf /etc/nsswitch.conf && LD_LIBRARY_PATH=$0 exec \"$@\"";
        assertThat(box.command(tools, "setuidgid", "faraway", "sh", "-c", IDS)
                        .through("unshare", "--mount", "sh", "-c", bind, libraries)
                        .run())
                .isEqualTo(Result.prints("4242\n2424\n2424\n4242\n2424\n"));
        assertThat(box.command(tools, "envuidgid", "faraway", "sh", "-c", "echo $UID $GID")
                        .through("unshare", "--mount", "sh", "-c", bind, libraries)
                        .run())
                .isEqualTo(Result.prints("4242 2424\n"));
    }

    /** Whether it has a program interpreter, which loads libraries for it. */
    private static boolean isDynamic(Toolset tools) throws IOException {
        byte[] program = Files.readAllBytes(Path.of(tools.command("setuidgid")));
        return tools.isJvm() || new String(program, StandardCharsets.ISO_8859_1).contains("/ld-linux");
    }
}
