package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Toolsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The systemd unit: systemd verifies it, and its commands run. {@link DebianSystemdIT} has systemd run it. */
class SystemdUnitIT {

    private static String unit(Path prefix, Path services) {
        return Packaging.forPrefix("systemd/svscan.service", prefix).replace("@services@", services.toString());
    }

    /** The command of a setting, with the main process's id in it. */
    private static String command(String unit, String setting, long mainProcess) {
        return unit.lines()
                .filter(line -> line.startsWith(setting + "="))
                .findFirst()
                .orElseThrow()
                .substring(setting.length() + 1)
                .replace("${MAINPID}", Long.toString(mainProcess));
    }

    @InSandbox
    void isAcceptedBySystemd(Sandbox box) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
        Toolset tools = Toolsets.all().get(0);
        Path prefix = Packaging.install(tools, box);
        box.directory("units");
        // The installed script; a tree without it gets one.
        box.shell(
                        "[ -x prefix/bin/svscanboot ] || { rm prefix/bin; cp -R \"$1\" prefix/bin; cp /bin/true prefix/bin/svscanboot; }",
                        tools.bin().toString())
                .run();
        box.file("units/svscan.service", unit(prefix, box.directory("service")));
        Result verified = box.program(
                        "systemd-analyze",
                        "verify",
                        "--man=no",
                        box.path("units/svscan.service").toString())
                .run();
        assertThat(verified).isEqualTo(Result.silent());
    }

    /** Starts what svscanboot starts, and stops it with the commands of the unit. */
    @EachToolset
    void stopsServicesBeforeTheirLoggers(Toolset tools, Sandbox box) throws IOException {
        Path prefix = Packaging.install(tools, box);
        ServiceDirectory foo = FinalOutput.service(box, "service/foo");
        Running main = boot(box, tools);
        Await.until("first line", () -> foo.content("log/main/current").equals("begun\n"));
        String unit = unit(prefix, box.path("service"));
        assertThat(box.shell(command(unit, "ExecStop", main.pid())).run()).isEqualTo(Result.silent());
        assertThat(FinalOutput.logged(foo)).isEqualTo(FinalOutput.all());
        assertThat(Files.isExecutable(foo.path("log/main/current")))
                .as("ended in order")
                .isTrue();
        main.ended();
    }

    @EachToolset
    void doesNotStartBesideAnotherSvscan(Toolset tools, Sandbox box) {
        String unit = unit(Packaging.install(tools, box), box.directory("service"));
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        String look = command(unit, "ExecStartPre", 0);
        assertThat(box.shell(look).run()).isEqualTo(Result.silent());
        Running main = boot(box, tools);
        long pid = foo.up();
        Result refused = box.shell(look).run();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .matches("svscan-stop: fatal: svscan \\(pid [0-9]+\\) already runs on " + box.path("service") + "\n");
        assertThat(foo.up()).isEqualTo(pid);
        assertThat(box.shell(command(unit, "ExecStop", main.pid())).run()).isEqualTo(Result.silent());
        main.ended();
    }

    @EachToolset
    void findsSvscanWithoutItsMainProcess(Toolset tools, Sandbox box) {
        Path prefix = Packaging.install(tools, box);
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running main = boot(box, tools);
        long pid = foo.up();
        String unit = unit(prefix, box.path("service"));
        String stop = command(unit, "ExecStop", main.pid()).replace("-p " + main.pid(), "-p ''");
        assertThat(box.shell(stop).run()).isEqualTo(Result.silent());
        assertThat(ProcessInfo.runs(pid)).isFalse();
        main.ended();
    }

    /** A limit of the unit counts for each step of a stop, and the first must be enough for all of svscan-stop. */
    @InSandbox
    void leavesSvscanStopItsTime(Sandbox box) {
        String unit = unit(box.dir(), box.path("service"));
        String script = Packaging.content("src/main/sh/svscan-stop");
        assertThat(script).contains("\nlimit=60\n");
        assertThat(Integer.parseInt(command(unit, "TimeoutStopSec", 0))).isBetween(60 + 15 + 5, 120);
        assertThat(command(unit, "ExecStop", 1))
                .contains("/svscan-stop -k -p 1 ")
                .doesNotContain(" -t");
    }

    /** If svscan ends, it is started again, and the services go on: systemd counts that as a failure, and kills nothing. */
    @InSandbox
    void startsAgainAndStaysWithinItsLimits(Sandbox box) {
        String unit = unit(box.dir(), box.path("service"));
        assertThat(unit.lines())
                .contains("Restart=always", "RestartSec=1", "OOMPolicy=continue", "LimitNOFILE=1024:524288")
                .contains("KillMode=process", "StartLimitIntervalSec=0")
                .noneMatch(line -> line.startsWith("SuccessExitStatus="))
                .noneMatch(line -> line.startsWith("ExecReload="));
    }

    /** As after a KILL of svscanboot: its svscan ends, and nothing else. */
    @EachToolset
    void endsAnSvscanThatHasStayed(Toolset tools, Sandbox box) {
        String unit = unit(Packaging.install(tools, box), box.directory("service"));
        ServiceDirectory foo = box.service("service/foo").run(ServiceDirectory.STAYS_UP);
        Running main = boot(box, tools);
        long pid = foo.up();
        String after = command(unit, "ExecStopPost", 0).substring(1);
        assertThat(box.shell(after).run()).isEqualTo(Result.silent());
        assertThat(box.shell(command(unit, "ExecStartPre", 0)).run()).isEqualTo(Result.silent());
        assertThat(foo.up()).isEqualTo(pid);
        assertThat(box.run(tools, "svok", "service/foo").code()).isZero();
        assertThat(box.shell(after).run()).isEqualTo(Result.silent());
        box.run(tools, "svc", "-dx", "service/foo");
        main.ended();
    }

    /** The pipeline of svscanboot, since the original svscanboot knows only one directory. */
    private static Running boot(Sandbox box, Toolset tools) {
        return box.shell(
                        "svscan \"$1\" 2>&1 | readproctitle service errors: ................................................",
                        box.path("service").toString())
                .on(tools)
                .start();
    }
}
