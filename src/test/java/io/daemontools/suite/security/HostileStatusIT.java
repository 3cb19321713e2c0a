package io.daemontools.suite.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import java.util.List;

/**
 * For any file in place of a status, svstat exits and prints the same as the original. One exception: for a status that cannot be
 * read, such as a directory, the original prints the previous status.
 */
class HostileStatusIT {
    /** Shell commands that put something at {@code status}. */
    private static final List<String> INSTEAD = List.of(
            ":",
            ": > status",
            "printf 17-bytes-and-no-m > status",
            "printf 'exactly 18 bytes!!' > status",
            "head -c 18 /dev/zero > status",
            "head -c 18 /dev/zero | tr '\\0' '\\377' > status",
            "truncate -s 1T status",
            "head -c 100000 /dev/urandom > status",
            "mkfifo status",
            "ln -s status status",
            "ln -s nowhere status",
            "ln -s /dev/zero status",
            "ln -s /dev/null status",
            "ln -s ../../other status");

    @Differential
    void svstatReadsAnyStatus(Comparison pair, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.file("other", "something else, of somebody else's");
        Running supervise = box.start(pair.original(), "supervise", "foo");
        foo.up();
        // supervise would write its status once more.
        supervise.signal("STOP");
        box.directory("bar/supervise/status");
        box.start(pair.built(), "supervise", "bar");
        Await.until(
                "supervise in bar", () -> box.run(pair.built(), "svok", "bar").code() == 0);
        assertThat(box.run(pair.built(), "svstat", "bar").out())
                .isEqualTo("bar: unable to read supervise/status: is a directory\n");
        for (String made : INSTEAD) {
            box.shell("cd foo/supervise; rm -rf status; " + made).run();
            String theirs = box.run(pair.original(), "svstat", "foo").out();
            assertThat(theirs).as(made).startsWith("foo: ").endsWith("\n");
            // The seconds may have changed.
            assertThat(box.run(pair.built(), "svstat", "foo").out().replaceFirst("\\d+ seconds", "N seconds"))
                    .as(made)
                    .isEqualTo(theirs.replaceFirst("\\d+ seconds", "N seconds"));
        }
    }
}
