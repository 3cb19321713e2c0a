package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

/** FreeBSD's {@code rc.d/svscan}, the installed file, run by dash with a replacement of rc.subr. */
class RcScriptIT {

    @BeforeAll
    static void isThereAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/dash")), "needs dash, the nearest to FreeBSD's sh");
    }

    /** The script under a prefix of its own, with an {@code rc.conf}. */
    private record Rc(Sandbox box, Path prefix) {

        static Rc of(Toolset tools, Sandbox box, String... settings) {
            Path prefix = Packaging.install(tools, box);
            box.file("rc.subr", Packaging.resource("rc.subr"));
            box.directory("run");
            String script = Packaging.forPrefix("freebsd/rc.d/svscan", prefix)
                    .replace("/etc/rc.subr", box.path("rc.subr").toString())
                    .replace("/var/run", box.path("run").toString())
                    .replace("@services@", box.path("service").toString());
            box.script("svscan", script);
            box.file(
                    "rc.conf",
                    "svscan_env=\"DAEMONTOOLS_SANDBOX=$DAEMONTOOLS_SANDBOX JAVA_HOME=" + System.getProperty("java.home")
                            + "\"\n" + String.join("\n", settings) + "\n");
            return new Rc(box, prefix);
        }

        static Rc enabled(Toolset tools, Sandbox box, String... settings) {
            Rc rc = of(tools, box, settings);
            box.shell("echo svscan_enable=YES >>rc.conf").run();
            return rc;
        }

        Result run(String... arguments) {
            String[] argv = new String[arguments.length + 2];
            argv[0] = "/bin/dash";
            argv[1] = box.path("svscan").toString();
            System.arraycopy(arguments, 0, argv, 2, arguments.length);
            return box.program(argv)
                    .with("RC_CONF", box.path("rc.conf").toString())
                    .with("SECRET", "known")
                    .run();
        }

        long pid() {
            return Long.parseLong(box.content("run/svscan.pid").trim());
        }

        void stop() {
            assertThat(run("stop")).isEqualTo(new Result(0, "Stopping svscan.\n", ""));
        }

        void start() {
            assertThat(run("start")).isEqualTo(new Result(0, "Starting svscan.\n", ""));
            awaitName();
        }

        /** On some systems Java takes svscan's name a moment later. In between, the script may not recognise it. */
        void awaitName() {
            assertThat(ProcessInfo.commandLine(pid())).as("no shell any more").doesNotMatch("\\S*sh .*");
            Await.until("svscan's name", () -> ProcessInfo.commandLine(pid()).startsWith("svscan "));
        }

        String warning(String text) {
            return box.path("svscan") + ": WARNING: " + text + "\n";
        }
    }

    @EachToolset
    void startReportsStatusAndStopLosesNoLine(Toolset tools, Sandbox box) throws IOException {
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        Rc rc = Rc.enabled(tools, box);
        assertThat(rc.run("status")).isEqualTo(new Result(1, "svscan is not running.\n", ""));
        rc.start();
        long pid = rc.pid();
        assertThat(rc.run("status")).isEqualTo(new Result(0, "svscan is running as pid " + pid + ".\n", ""));
        assertThat(rc.run("start")).isEqualTo(new Result(1, "", "svscan already running?  (pid=" + pid + ").\n"));
        assertThat(rc.run("faststart")).isEqualTo(new Result(1, "", ""));
        assertThat(rc.pid()).isEqualTo(pid);
        Await.until("first line", () -> foo.content("log/main/current").equals("begun\n"));

        rc.stop();
        assertThat(FinalOutput.logged(foo)).isEqualTo(FinalOutput.all());
        assertThat(Files.isExecutable(foo.path("log/main/current")))
                .as("ended in order")
                .isTrue();
        assertThat(ProcessInfo.runs(pid)).isFalse();
        assertThat(rc.run("status").code()).isEqualTo(1);
        assertThat(rc.run("stop"))
                .isEqualTo(new Result(1, "", "svscan not running? (check " + box.path("run/svscan.pid") + ").\n"));
    }

    @EachToolset
    void keepsMessagesInALog(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("echo message >&2", "trap 'echo goodbye >&2; exit' TERM", "while :; do sleep 0.05; done");
        box.directory("messages");
        Rc rc = Rc.enabled(
                tools, box, "svscan_logdir=" + box.path("messages"), "svscan_lognum=3", "svscan_logmax=4096");
        rc.start();
        foo.up();
        Await.until("message", () -> box.content("messages/current").endsWith(" message\n"));
        String logger = ProcessInfo.commandLine(ProcessInfo.children(parent(rc.pid())).stream()
                .filter(pid -> pid != rc.pid())
                .findFirst()
                .orElseThrow());
        assertThat(logger).contains(" t s4096 n3 " + box.path("messages"));

        rc.stop();
        assertThat(box.content("messages/current").lines().toList())
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.matches("@[0-9a-f]{24} (message|goodbye)"));
        assertThat(box.content("messages/current")).endsWith(" goodbye\n");
        assertThat(Files.isExecutable(box.path("messages/current")))
                .as("ended in order")
                .isTrue();
    }

    private static long parent(long pid) {
        return ProcessHandle.of(pid).orElseThrow().parent().orElseThrow().pid();
    }

    @EachToolset
    void showsMessagesByReadproctitle(Toolset tools, Sandbox box) {
        box.service("service/foo").run("echo message >&2", ServiceDirectory.STAYS_UP);
        Rc rc = Rc.enabled(tools, box);
        rc.start();
        long leader = parent(rc.pid());
        Await.until(
                "message",
                () -> ProcessInfo.children(leader).stream()
                        .map(ProcessInfo::commandLine)
                        .anyMatch(line -> line.matches(".*service errors: \\.\\.\\..*message")));
        rc.stop();
        assertThat(ProcessInfo.runs(leader)).isFalse();
    }

    @EachToolset
    void givesServicesACleanEnvironment(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo")
                .run("env > being-written", "mv being-written variables", ServiceDirectory.STAYS_UP);
        Rc rc = Rc.enabled(tools, box);
        rc.start();
        foo.up();
        Await.until("variables", () -> Files.exists(foo.path("variables")));
        assertThat(foo.content("variables"))
                .contains("PATH=" + rc.prefix() + "/sbin:" + rc.prefix() + "/bin:")
                .doesNotContain("SECRET", "RC_CONF");
        rc.stop();
    }

    /** The time limit is longer than the second in which the original reads no command. */
    @EachToolset
    void reportsWhatDoesNotStop(Toolset tools, Sandbox box) {
        ServiceDirectory stubborn =
                box.service("service/stubborn").run("trap '' TERM", "touch ready", "while :; do sleep 0.1; done");
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Rc rc = Rc.enabled(tools, box, "svscan_stop_timeout=4");
        rc.start();
        foo.up();
        long pid = stubborn.up();
        Await.until("deafness", () -> Files.exists(stubborn.path("ready")));

        Result stopped = rc.run("stop");
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.err())
                .matches("svscan-stop: warning: did not stop: .*/stubborn: up \\(pid " + pid
                        + "\\) [0-9]+ seconds, want down\n");
        assertThat(foo.status().up()).isFalse();

        assertThat(box.run(tools, "svc", "-k", "service/stubborn")).isEqualTo(Result.silent());
        Await.equal(
                "svok", 100, () -> box.run(tools, "svok", "service/stubborn").code());
        assertThat(rc.run("stop").code()).isEqualTo(1);
    }

    @EachToolset
    void restarts(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Rc rc = Rc.enabled(tools, box);
        rc.start();
        long pid = rc.pid();
        long service = foo.up();
        assertThat(rc.run("restart")).isEqualTo(new Result(0, "Stopping svscan.\nStarting svscan.\n", ""));
        assertThat(rc.pid()).isNotEqualTo(pid);
        foo.upAgain(service);

        box.shell("echo svscan_servicedir=/nonexistent >>rc.conf").run();
        assertThat(rc.run("restart"))
                .isEqualTo(
                        new Result(1, "", rc.warning("svscan_servicedir is '/nonexistent', which is not a directory")));
        assertThat(ProcessInfo.runs(rc.pid())).as("left alone").isTrue();
        box.shell("sed -i '$d' rc.conf").run();
        rc.stop();
    }

    @BeyondOriginal
    void upgradesWhileServicesGoOn(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Rc rc = Rc.enabled(tools, box);
        rc.start();
        long svscan = rc.pid();
        long service = foo.up();
        assertThat(rc.run("upgrade")).isEqualTo(new Result(0, "Upgrading svscan.\nStarting svscan.\n", ""));
        rc.awaitName();
        assertThat(rc.pid()).isNotEqualTo(svscan);
        assertThat(foo.up()).isEqualTo(service);
        assertThat(ProcessInfo.runs(service)).isTrue();
        rc.stop();
    }

    @EachToolset
    void pollsUntilItEnds(Toolset tools, Sandbox box) {
        box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Rc rc = Rc.enabled(tools, box);
        assertThat(rc.run("poll")).isEqualTo(Result.silent());
        rc.start();
        long pid = rc.pid();
        String[] poll = {"/bin/dash", box.path("svscan").toString(), "poll"};
        var polling = box.program(poll)
                .with("RC_CONF", box.path("rc.conf").toString())
                .start();
        Await.equal("poll", "Waiting for PIDS: " + pid, polling::out);
        rc.stop();
        assertThat(polling.ended()).isZero();
        assertThat(polling.out()).isEqualTo("Waiting for PIDS: " + pid + ".\n");
    }

    /** FreeBSD 13 and later. */
    @EachToolset
    void startsSilentlyIfConfigured(Toolset tools, Sandbox box) {
        box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Rc rc = Rc.enabled(tools, box);
        box.shell(
                        "printf 'startmsg() {\n  [ -n \"$rc_quiet\" ] && ! checkyesno rc_startmsgs || echo \"$@\"\n}\n' >>rc.subr")
                .run();
        rc.start();
        rc.stop();
        box.shell("echo rc_startmsgs=NO >>rc.conf").run();
        assertThat(rc.run("faststart")).isEqualTo(Result.silent());
        rc.awaitName();
        rc.stop();
    }

    @EachToolset
    void doesNothingUnlessEnabled(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Rc rc = Rc.of(tools, box);
        assertThat(rc.run("enabled").code()).isEqualTo(1);
        assertThat(rc.run("rcvar").out()).contains("svscan_enable=\"NO\"\n");
        assertThat(rc.run("start").out()).startsWith("Cannot 'start' svscan. Set svscan_enable to YES");
        assertThat(rc.run("onestart")).isEqualTo(new Result(0, "Starting svscan.\n", ""));
        foo.up();
        rc.stop();
        box.shell("echo svscan_enable=YES >>rc.conf").run();
        assertThat(rc.run("enabled")).isEqualTo(Result.silent());
    }

    @EachToolset
    void rejectsInvalidSettings(Toolset tools, Sandbox box) {
        box.directory("service");
        box.directory("with space");
        Rc rc = Rc.enabled(tools, box);
        String spaced = box.path("with space").toString();
        refuses(
                rc,
                "svscan_servicedir='" + spaced + "'",
                "svscan_servicedir is '" + spaced + "': it must not contain spaces");
        refuses(rc, "svscan_servicedir=/nonexistent", "svscan_servicedir is '/nonexistent', which is not a directory");
        refuses(rc, "svscan_servicedir=service", "svscan_servicedir is 'service': it must begin with a slash");
        refuses(rc, "svscan_logdir='" + spaced + "'", "svscan_logdir is '" + spaced + "': it must not contain spaces");
        refuses(rc, "svscan_logdir=/nonexistent", "svscan_logdir is '/nonexistent', which is not a directory");
        refuses(rc, "svscan_lognum=many", "svscan_lognum is 'many': it must be a number");
        refuses(rc, "svscan_logmax=1M", "svscan_logmax is '1M': it must be a number");
        refuses(rc, "svscan_stop_timeout=soon", "svscan_stop_timeout is 'soon': it must be a number");
        assertThat(box.path("run/svscan.pid")).doesNotExist();
    }

    private static void refuses(Rc rc, String setting, String why) {
        rc.box().shell("echo \"$1\" >>rc.conf", setting).run();
        assertThat(rc.run("start")).isEqualTo(new Result(1, "", rc.warning(why)));
        rc.box().shell("sed -i '$d' rc.conf").run();
    }
}
