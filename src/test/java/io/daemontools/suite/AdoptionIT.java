package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Status;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A supervise is killed, and another one is started: it adopts the process of the service. */
class AdoptionIT {
    private static final String WARNING = "supervise: warning: unable to ";

    /** A service that notes each of its starts, and each TERM; it ends with the first one. */
    private static final String[] NOTING = {
        "trap 'echo TERM >> events; exit 0' TERM", "echo start >> events", "while :; do sleep 1; done"
    };

    private static void killed(Running supervise) {
        supervise.signal("KILL");
        supervise.ended();
    }

    private static Running again(Toolset tools, Sandbox box, ServiceDirectory foo) {
        Running supervise = box.start(tools, "supervise", "foo");
        Await.until(
                "supervise of " + foo.path(),
                () -> box.run(tools, "svok", "foo").code() == 0);
        return supervise;
    }

    @BeyondOriginal
    void keepsTheProcessAndItsStatus(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(NOTING);
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        Status status = foo.status();
        for (int i = 0; i < 3; i++) {
            killed(supervise);
            supervise = again(tools, box, foo);
            assertThat(foo.status()).isEqualTo(status);
            assertThat(box.run(tools, "svstat", "foo").out()).matches("foo: up \\(pid " + pid + "\\) [0-9]+ seconds\n");
        }
        assertThat(supervise.err()).isEmpty();
        assertThat(foo.content("events")).isEqualTo("start\n");
        ProcessInfo.end(pid);
        foo.upAgain(pid);
    }

    @BeyondOriginal
    void isRestartedWhenItEnds(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        killed(box.start(tools, "supervise", "foo"), foo);
        long pid = foo.status().pid();
        again(tools, box, foo);
        box.run(tools, "svc", "-t", "foo");
        long next = foo.upAgain(pid);
        assertThat(ProcessInfo.runs(pid)).isFalse();
        box.run(tools, "svc", "-k", "foo");
        foo.upAgain(next);
    }

    private static void killed(Running supervise, ServiceDirectory foo) {
        foo.up();
        killed(supervise);
    }

    @BeyondOriginal
    void isTakenDownAndSuperviseExits(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        killed(box.start(tools, "supervise", "foo"), foo);
        long pid = foo.status().pid();
        Running supervise = again(tools, box, foo);
        box.run(tools, "svc", "-d", "foo");
        foo.awaitDown();
        assertThat(ProcessInfo.runs(pid)).isFalse();
        box.run(tools, "svc", "-u", "foo");
        long next = foo.up();
        killed(supervise);
        supervise = again(tools, box, foo);
        assertThat((long) foo.status().pid()).isEqualTo(next);
        box.run(tools, "svc", "-dx", "foo");
        assertThat(supervise.ended()).isZero();
        assertThat(ProcessInfo.runs(next)).isFalse();
    }

    @BeyondOriginal
    void isNotRestartedAfterOnce(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        killed(box.start(tools, "supervise", "foo"), foo);
        again(tools, box, foo);
        box.run(tools, "svc", "-o", "foo");
        box.run(tools, "svc", "-k", "foo");
        foo.awaitDown();
        assertThat(foo.status().want()).isEqualTo('\0');
    }

    @BeyondOriginal
    void aServiceThatIsBeingStoppedStaysDown(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo")
                .run("trap '' TERM", "touch ready", "while [ ! -e stop ]; do sleep 0.1; done", "touch stopped");
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        Await.until("ready", () -> Files.exists(foo.path("ready")));
        box.run(tools, "svc", "-d", "foo");
        Await.until("wanted down", () -> foo.status().want() == 'd');
        killed(supervise);
        again(tools, box, foo);
        assertThat((long) foo.status().pid()).isEqualTo(pid);
        assertThat(foo.status().want()).isEqualTo('d');
        box.file("foo/stop", "");
        foo.awaitDown();
        assertThat(foo.status().want()).isEqualTo('d');
        assertThat(Files.exists(foo.path("stopped"))).isTrue();
    }

    @BeyondOriginal
    void aPausedServiceStaysPaused(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        box.run(tools, "svc", "-p", "foo");
        Await.until("paused", () -> foo.status().paused());
        killed(supervise);
        again(tools, box, foo);
        assertThat(foo.status().paused()).isTrue();
        assertThat(ProcessInfo.state(pid)).isEqualTo('T');
        box.run(tools, "svc", "-c", "foo");
        Await.until("continued", () -> ProcessInfo.state(pid) == 'S');
        ProcessInfo.end(pid);
    }

    @BeyondOriginal
    void aFileDownDoesNotTakeItDown(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        killed(box.start(tools, "supervise", "foo"), foo);
        long pid = foo.status().pid();
        foo.down();
        again(tools, box, foo);
        assertThat((long) foo.status().pid()).isEqualTo(pid);
        ProcessInfo.end(pid);
        foo.upAgain(pid);
    }

    /** As after a reboot: the history is that of a process with the same id. */
    @BeyondOriginal
    void anotherProcessIsNeitherAdoptedNorSignalled(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Running supervise = box.start(tools, "supervise", "foo");
        long pid = foo.up();
        killed(supervise);
        ServiceDirectory other = box.service("other").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "supervise", "other");
        long stranger = other.up();
        ProcessInfo.end(pid);
        forge(foo.path("supervise/history"), stranger);
        again(tools, box, foo);
        long next = foo.upAgain(pid);
        assertThat(next).isNotEqualTo(stranger);
        box.run(tools, "svc", "-dx", "foo");
        foo.awaitDown();
        assertThat(ProcessInfo.runs(stranger)).isTrue();
        assertThat((long) other.status().pid()).isEqualTo(stranger);
    }

    /** Gives the last run another process id, and a valid checksum. */
    private static void forge(Path history, long pid) throws IOException {
        byte[] bytes = Files.readAllBytes(history);
        int start = 128;
        for (int i = 0; i < 4; i++) {
            bytes[start + 24 + i] = (byte) (pid >>> (8 * i));
        }
        long checksum = 0xcbf29ce484222325L;
        for (int i = 0; i < 56; i++) {
            checksum = (checksum ^ (bytes[start + i] & 0xff)) * 0x100000001b3L;
        }
        for (int i = 0; i < 8; i++) {
            bytes[start + 56 + i] = (byte) (checksum >>> (8 * i));
        }
        Files.write(history, bytes);
    }

    @BeyondOriginal
    void aHistoryThatCannotBeUsedCostsNothingElse(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        Path history = foo.path("supervise/history");
        box.directory("foo/supervise");
        Files.setPosixFilePermissions(foo.path("supervise"), PosixFilePermissions.fromString("rwx------"));
        Path elsewhere = box.file("elsewhere", "");

        Files.createSymbolicLink(history, elsewhere);
        assertWarns(tools, box, foo, "open foo/supervise/history: symbolic link loop");
        Files.createLink(history, elsewhere);
        assertWarns(tools, box, foo, "use foo/supervise/history: it has more than one name");
        assertThat(elsewhere).isEmptyFile();
        Files.writeString(history, "text\n".repeat(100));
        assertWarns(tools, box, foo, "use foo/supervise/history: bad format");
        Files.write(history, new byte[100_000]);
        assertWarns(tools, box, foo, "use foo/supervise/history: bad format");
        Files.createDirectory(history);
        assertWarns(tools, box, foo, "open foo/supervise/history: is a directory");
        box.shell("mkfifo foo/supervise/history").run();
        assertWarns(tools, box, foo, "use foo/supervise/history: it is not a regular file");
    }

    private static void assertWarns(Toolset tools, Sandbox box, ServiceDirectory foo, String warning)
            throws IOException {
        Running supervise = box.start(tools, "supervise", "foo");
        Await.until(
                "up",
                () -> Files.exists(foo.path("supervise/status")) && foo.status().up());
        box.run(tools, "svc", "-dx", "foo");
        assertThat(supervise.ended()).isZero();
        assertThat(supervise.err()).isEqualTo(WARNING + warning + "\n");
        Files.delete(foo.path("supervise/history"));
        Files.delete(foo.path("supervise/status"));
    }
}
