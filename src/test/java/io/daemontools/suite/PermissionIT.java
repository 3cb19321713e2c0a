package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;

/** The messages for users other than the service's owner. Root ignores permissions, so the commands run without privileges. */
class PermissionIT {

    @EachToolset
    void directoriesThatMayNotBeEntered(Toolset tools, Sandbox box) {
        box.shell("mkdir shut; chmod 600 shut").run();
        assertThat(box.command(tools, "svok", "shut").unprivileged().run())
                .isEqualTo(Result.fails(111, "svok: fatal: unable to chdir to shut: access denied\n"));
        assertThat(box.command(tools, "svstat", "shut").unprivileged().run())
                .isEqualTo(Result.prints("shut: unable to chdir: access denied\n"));
        assertThat(box.command(tools, "svc", "-u", "shut").unprivileged().run())
                .isEqualTo(Result.warns("svc: warning: unable to chdir to shut: access denied\n"));
        assertThat(box.command(tools, "supervise", "shut").unprivileged().run())
                .isEqualTo(Result.fails(111, "supervise: fatal: unable to chdir to shut: access denied\n"));
        assertThat(box.command(tools, "svscan", "shut").unprivileged().run())
                .isEqualTo(Result.fails(111, "svscan: fatal: unable to chdir to shut: access denied\n"));
        assertThat(box.command(tools, "multilog", "./shut").unprivileged().run())
                .isEqualTo(Result.fails(111, "multilog: fatal: unable to open directory ./shut: access denied\n"));
    }

    @EachToolset
    void superviseDirectoriesOfOthers(Toolset tools, Sandbox box) {
        box.shell("mkdir -p foo/supervise; chmod 600 foo/supervise").run();
        assertThat(box.command(tools, "svok", "foo").unprivileged().run())
                .isEqualTo(Result.fails(111, "svok: fatal: unable to open foo/supervise/ok: access denied\n"));
        assertThat(box.command(tools, "svstat", "foo").unprivileged().run())
                .isEqualTo(Result.prints("foo: unable to open supervise/ok: access denied\n"));
        assertThat(box.command(tools, "svc", "-u", "foo").unprivileged().run())
                .isEqualTo(Result.warns("svc: warning: unable to control foo: access denied\n"));
        assertThat(box.command(tools, "supervise", "foo").unprivileged().run())
                .isEqualTo(
                        Result.fails(111, "supervise: fatal: unable to acquire foo/supervise/lock: access denied\n"));
    }

    @EachToolset
    void serviceDirectoriesThatMayNotBeWritten(Toolset tools, Sandbox box) {
        box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.shell("chmod 555 foo").run();
        assertThat(box.command(tools, "supervise", "foo").unprivileged().run())
                .isEqualTo(Result.fails(
                        111, "supervise: fatal: unable to acquire foo/supervise/lock: file does not exist\n"));
        box.shell("chmod 755 foo").run();
    }

    @EachToolset
    void logDirectoriesThatMayNotBeWritten(Toolset tools, Sandbox box) {
        box.shell("mkdir main; chmod 555 . main").run();
        assertThat(box.command(tools, "multilog", "./main").unprivileged().run())
                .isEqualTo(Result.fails(111, "multilog: fatal: unable to lock directory ./main: access denied\n"));
        assertThat(box.command(tools, "multilog", "./other").unprivileged().run())
                .isEqualTo(
                        Result.fails(111, "multilog: fatal: unable to open directory ./other: file does not exist\n"));
        box.shell("chmod 755 . main").run();
    }
}
