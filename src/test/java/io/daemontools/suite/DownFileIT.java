package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;

/** The file {@code down}: its effect on a supervise that starts, and on svstat. */
class DownFileIT {

    private static String svstat(Sandbox box, Toolset tools) {
        return box.run(tools, "svstat", "foo").out().replaceAll("[0-9]+ seconds", "S seconds");
    }

    @EachToolset
    void keepsAServiceDownUntilU(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").down().run("echo ran >> ran", ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());
        assertThat(svstat(box, tools)).isEqualTo("foo: down S seconds\n");
        assertThat(foo.status().want()).isEqualTo('d');

        box.run(tools, "svc", "-u", "foo");
        long pid = foo.up();
        assertThat(svstat(box, tools)).isEqualTo("foo: up (pid " + pid + ") S seconds, normally down\n");
        Files.delete(foo.path("down"));
        assertThat(svstat(box, tools)).isEqualTo("foo: up (pid " + pid + ") S seconds\n");

        box.run(tools, "svc", "-t", "foo");
        foo.upAgain(pid);
        Await.equal("runs", "ran\nran\n", () -> foo.content("ran"));
    }

    @EachToolset
    void doesNotAffectAServiceThatIsUp(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long pid = foo.up();

        foo.down();
        box.run(tools, "svc", "-t", "foo");
        foo.upAgain(pid);
        assertThat(foo.status().want()).isEqualTo('u');
    }

    @EachToolset
    void mayBeAnyKindOfFile(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run("echo ran >> ran");
        box.directory("foo/down");
        Running supervise = box.start(tools, "supervise", "foo");
        Await.equal("svok", 0, () -> box.run(tools, "svok", "foo").code());
        box.run(tools, "svc", "-x", "foo");
        assertThat(supervise.ended()).isZero();
        assertThat(foo.content("ran")).isEmpty();
    }

    @EachToolset
    void ignoresADanglingLink(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.shell("ln -s nowhere foo/down").run();
        box.start(tools, "supervise", "foo");
        long pid = foo.up();
        assertThat(svstat(box, tools)).isEqualTo("foo: up (pid " + pid + ") S seconds\n");
    }

    @EachToolset
    void failedStatIsFatal(Toolset tools, Sandbox box) {
        box.service("foo");
        box.shell("ln -s down foo/down").run();
        assertThat(box.run(tools, "supervise", "foo"))
                .isEqualTo(Result.fails(111, "supervise: fatal: unable to stat foo/down: symbolic link loop\n"));
        assertThat(box.path("foo/supervise")).doesNotExist();
    }
}
