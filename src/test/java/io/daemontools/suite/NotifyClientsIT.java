package io.daemontools.suite;

import static io.daemontools.suite.Life.awaitPhase;
import static io.daemontools.suite.Life.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daemontools.service.ServicePhase;
import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Services that report by means of other projects' programs that they are ready. A program that is not installed is left out. */
class NotifyClientsIT {
    private static final String SYSTEMD_NOTIFY = "/usr/bin/systemd-notify";
    private static final String S6_LOG = "/usr/bin/s6-log";
    private static final String S6_NOTIFYONCHECK = "/usr/bin/s6-notifyoncheck";
    private static final String PYTHON = "/usr/bin/python3";

    private static void assumeInstalled(String program) {
        assumeThat(Path.of(program)).isExecutable();
    }

    private static Running ready(Toolset tools, Sandbox box, ServiceDirectory foo, String text) throws IOException {
        box.file("foo/notify-socket", "");
        Running supervise = box.start(tools, "supervise", "foo");
        awaitPhase(foo, ServicePhase.READY);
        assertThat(text(foo)).isEqualTo(text);
        return supervise;
    }

    /** It has exited when supervise reads its message. */
    @BeyondOriginal
    void systemdNotify(Toolset tools, Sandbox box) throws IOException {
        assumeInstalled(SYSTEMD_NOTIFY);
        ServiceDirectory foo = box.service("foo")
                .run(SYSTEMD_NOTIFY + " --ready --status='accepting connections' && exec sleep 86400");
        Running supervise = ready(tools, box, foo, "accepting connections");
        assertThat(supervise.err()).isEmpty();
    }

    @BeyondOriginal
    void systemdNotifyOfAnUnprivilegedService(Toolset tools, Sandbox box) throws IOException {
        assumeInstalled(SYSTEMD_NOTIFY);
        Privileges.needRoot("setuidgid");
        ServiceDirectory foo = box.service("foo")
                .run("exec setuidgid nobody sh -c '" + SYSTEMD_NOTIFY + " --ready && exec sleep 86400'");
        Running supervise = ready(tools, box, foo, "");
        assertThat(supervise.err()).isEmpty();
    }

    @BeyondOriginal
    void sdnotifyOfPython(Toolset tools, Sandbox box) throws IOException {
        pythonWith(box, "sdnotify");
        python(
                tools,
                box,
                "import sdnotify",
                "n = sdnotify.SystemdNotifier(debug=True)",
                "n.notify('STATUS=by Python')",
                "n.notify('READY=1')");
    }

    /** It calls libsystemd. */
    @BeyondOriginal
    void systemdOfPython(Toolset tools, Sandbox box) throws IOException {
        pythonWith(box, "systemd.daemon");
        python(tools, box, "import systemd.daemon", "systemd.daemon.notify('STATUS=by Python\\nREADY=1')");
    }

    private static void pythonWith(Sandbox box, String module) {
        assumeInstalled(PYTHON);
        boolean installed = box.program(PYTHON, "-c", "import " + module).run().code() == 0;
        Assumptions.assumeTrue(installed, "Python has no " + module);
    }

    private static void python(Toolset tools, Sandbox box, String... lines) throws IOException {
        ServiceDirectory foo = box.service("foo").run("exec " + PYTHON + " ./program.py");
        box.file(
                "foo/program.py",
                String.join("\n", lines)
                        + "\nimport signal\nsignal.signal(signal.SIGTERM, signal.SIG_DFL)\nsignal.pause()\n");
        Running supervise = ready(tools, box, foo, "by Python");
        assertThat(box.run(tools, "svc", "-dx", "foo").err()).isEmpty();
        assertThat(supervise.ended()).isZero();
        assertThat(supervise.err()).isEmpty();
    }

    @BeyondOriginal
    void s6Log(Toolset tools, Sandbox box) {
        assumeInstalled(S6_LOG);
        ServiceDirectory foo = box.service("foo").run("mkfifo in", "exec " + S6_LOG + " -d3 t ./main <>in");
        box.file("foo/notification-fd", "3\n");
        box.start(tools, "supervise", "foo");
        awaitPhase(foo, ServicePhase.READY);
    }

    /** Its process that runs the check ends with the service, of which it hears by an event. */
    @BeyondOriginal
    void s6Notifyoncheck(Toolset tools, Sandbox box) {
        assumeInstalled(S6_NOTIFYONCHECK);
        ServiceDirectory foo = box.service("foo").run("exec " + S6_NOTIFYONCHECK + " -w 50 -n 0 sleep 86400");
        box.file("foo/notification-fd", "3\n");
        box.directory("foo/data");
        box.script("foo/data/check", "#!/bin/sh\n[ -e ready ]\n");
        Running supervise = box.start(tools, "supervise", "foo");
        foo.up();
        Await.until("a FIFO for events", () -> waiting(foo).size() == 1);
        awaitPhase(foo, ServicePhase.STARTING);
        box.run(tools, "svc", "-d", "foo");
        foo.awaitDown();
        Await.until("the end of the check", () -> waiting(foo).isEmpty());
        box.file("foo/ready", "");
        box.run(tools, "svc", "-u", "foo");
        awaitPhase(foo, ServicePhase.READY);
        Await.until("the end of the check", () -> waiting(foo).isEmpty());
        assertThat(supervise.err()).isEmpty();
    }

    private static List<String> waiting(ServiceDirectory foo) {
        String[] names = foo.path("event").toFile().list();
        return names == null ? List.of() : List.of(names);
    }
}
