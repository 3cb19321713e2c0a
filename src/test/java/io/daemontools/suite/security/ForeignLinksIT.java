package io.daemontools.suite.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;

/**
 * Symbolic links that another user has put into a service or log directory. They are followed, as in 0.76: a user who
 * may write to such a directory can do the same as the user who runs the command. These tests show how far that goes.
 */
class ForeignLinksIT {
    private static String owner(Sandbox box, String file) {
        return box.shell("stat -c %U \"$1\"", file).run().out().strip();
    }

    /** Gives a directory and all its files, links too, to another user. */
    private static void giveAway(Sandbox box, String directory) {
        Privileges.needRoot("files of another user");
        assertThat(box.shell("chown -hR nobody \"$1\"", directory).run()).isEqualTo(Result.silent());
    }

    @EachToolset
    void superviseMayBeElsewhere(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.directory("elsewhere");
        box.shell("chmod 755 elsewhere; ln -s ../elsewhere foo/supervise").run();
        giveAway(box, "foo");
        box.start(tools, "supervise", "foo");
        foo.up();
        assertThat(box.shell("ls elsewhere; stat -c %a elsewhere").run().out())
                .isEqualTo("control\n" + (tools.isOriginal() ? "" : "history\n") + "lock\nok\nstatus\n755\n");
        assertThat(owner(box, "elsewhere/lock")).isEqualTo("root");
    }

    /** An existing lock file keeps its content; a missing one is created. */
    @EachToolset
    void lockFollowsTheLink(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.file("precious", "content\n");
        box.shell("mkdir foo/supervise; ln -s ../../precious foo/supervise/lock")
                .run();
        giveAway(box, "foo");
        box.start(tools, "supervise", "foo");
        foo.up();
        assertThat(box.content("precious")).isEqualTo("content\n");
        assertThat(box.run(tools, "setlock", "-n", "precious", "true"))
                .isEqualTo(Result.fails(111, "setlock: fatal: unable to lock precious: temporary failure\n"));
    }

    /** So another user must not own a directory supervise: the target of status.new is overwritten. */
    @EachToolset
    void newStatusFollowsTheLink(Toolset tools, Sandbox box) {
        box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.file("precious", "content that is longer than a status\n");
        box.shell("mkdir foo/supervise; ln -s ../../precious foo/supervise/status.new")
                .run();
        giveAway(box, "foo");
        box.start(tools, "supervise", "foo");
        Await.equal("status", 18, () -> box.content("precious").length());
    }

    /** A status that is a link is replaced, and its target is not. */
    @EachToolset
    void statusReplacesTheLink(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.file("precious", "content\n");
        box.shell("mkdir foo/supervise; ln -s ../../precious foo/supervise/status")
                .run();
        giveAway(box, "foo");
        box.start(tools, "supervise", "foo");
        foo.up();
        assertThat(box.content("precious")).isEqualTo("content\n");
        assertThat(box.shell("test -L foo/supervise/status").run().code()).isEqualTo(1);
    }

    @EachToolset
    void fifosFollowLinks(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.shell("mkdir foo/supervise; mkfifo -m 600 control; ln -s ../../control foo/supervise/control")
                .run();
        giveAway(box, "foo");
        Running supervise = box.start(tools, "supervise", "foo");
        foo.up();
        assertThat(box.shell("printf dx > control").run()).isEqualTo(Result.silent());
        assertThat(supervise.ended()).isZero();
    }

    /** Lines are appended to the target of the link {@code current}. Rotation renames the link. */
    @EachToolset
    void logFollowsTheLink(Toolset tools, Sandbox box) {
        box.file("precious", "content\n");
        box.shell("chmod 744 precious; mkdir main; ln -s ../precious main/current")
                .run();
        giveAway(box, "main");
        assertThat(box.command(tools, "multilog", "./main").reading("line\n").run())
                .isEqualTo(Result.silent());
        assertThat(box.content("precious")).isEqualTo("content\nline\n");
    }

    /** A finished file with another name elsewhere is not kept a second time. */
    @EachToolset
    void logWithASecondNameIsNotFinished(Toolset tools, Sandbox box) {
        box.file("precious", "content\n");
        box.shell("chmod 600 precious; mkdir main; ln precious main/current").run();
        assertThat(box.command(tools, "multilog", "./main").reading("line\n").run())
                .isEqualTo(Result.silent());
        assertThat(box.content("precious")).isEqualTo("content\n");
        assertThat(box.content("main/current")).isEqualTo("line\n");
        assertThat(box.shell("ls main").run().out()).isEqualTo("current\nlock\nstate\n");
    }
}
