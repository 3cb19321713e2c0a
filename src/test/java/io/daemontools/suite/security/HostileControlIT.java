package io.daemontools.suite.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;

/** Hostile writes to a control FIFO, and replaced FIFOs, while supervise runs. */
class HostileControlIT {
    private static final String LETTERS = "udopchaitkxeq12";

    private static String nonsense(int length) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; bytes.length() < length; i++) {
            char each = (char) (i * 7 % 256);
            if (LETTERS.indexOf(each) < 0) {
                bytes.append(each);
            }
        }
        return bytes.toString();
    }

    @EachToolset
    void unknownCommandsAreIgnored(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();

        foo.control(nonsense(20_000) + "o");

        Await.equal("want", 0, () -> (int) foo.status().want());
        assertThat(foo.status().pid()).isEqualTo((int) pid);
        assertThat(foo.status().paused()).isFalse();
        assertThat(supervise.err()).isEmpty();
    }

    /** A supervise whose FIFOs were replaced continues. It cannot be reached, and no other starts, since the lock is still held. */
    @EachToolset
    void replacedFifosHaveNoEffect(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        box.shell("cd foo/supervise; rm control ok; mkfifo control ok").run();

        assertThat(box.run(tools, "svc", "-d", "foo"))
                .isEqualTo(Result.warns("svc: warning: unable to control foo: supervise not running\n"));
        assertThat(box.run(tools, "svok", "foo")).isEqualTo(Result.exits(100));
        assertThat(box.run(tools, "svstat", "foo")).isEqualTo(Result.prints("foo: supervise not running\n"));
        assertThat(box.run(tools, "supervise", "foo"))
                .isEqualTo(Result.fails(
                        111, "supervise: fatal: unable to acquire foo/supervise/lock: temporary failure\n"));
        assertThat(foo.status().pid()).isEqualTo((int) pid);
        assertThat(supervise.runs()).isTrue();
    }

    @EachToolset
    void removedDirectoryIsReportedAndTheServiceContinues(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo")
                .run(
                        "test ! -e moved || stays=1",
                        "echo up >> runs",
                        "test -z \"$stays\" || exec sleep 86400",
                        "read line < go");
        box.shell("mkfifo foo/go").run();
        Running supervise = box.start(tools, "supervise", "foo");
        Await.equal("first run", "up\n", () -> foo.content("runs"));
        box.shell("mv foo/supervise foo/away; touch foo/moved; echo > foo/go").run();

        String warning = "supervise: warning: unable to open foo/supervise/status.new: file does not exist\n";
        Await.equal("second run", "up\nup\n", () -> foo.content("runs"));
        Await.until("warnings", () -> supervise.err().startsWith(warning + warning));
        assertThat(supervise.err().replace(warning, "")).isEmpty();
        assertThat(foo.path("supervise")).doesNotExist();
    }

    /** A user who can replace the directory can start a second supervise: the directory is the service. */
    @EachToolset
    void replacedDirectoryIsAnotherService(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "foo");
        long first = foo.up();
        box.shell("mv foo/supervise foo/away").run();

        box.start(tools, "supervise", "foo");
        assertThat(foo.up()).isNotEqualTo(first);
    }
}
