package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code quickstart}: concurrent runs, a run after a killed one, and messages of failed builds. */
class QuickstartIT {
    private static final Path SCRIPT = Packaging.path("../quickstart").normalize();

    private static Running start(Sandbox box) {
        return box.program(SCRIPT.toString(), "folder").start();
    }

    private static ServiceDirectory hello(Sandbox box) {
        return box.service("folder/service/hello");
    }

    private static void stop(Running quickstart) {
        quickstart.signal("TERM");
        assertThat(quickstart.ended()).isZero();
    }

    @InSandbox
    void onlyOneUsesAFolder(Sandbox box) {
        Build.needNativePrograms();
        List<Running> all = Stream.generate(() -> start(box)).limit(3).toList();
        Await.equal(
                "those that are refused",
                2L,
                () -> all.stream().filter(one -> !one.runs()).count());
        Running first = all.stream().filter(Running::runs).findFirst().orElseThrow();
        assertThat(all).filteredOn(one -> one != first).allSatisfy(one -> {
            assertThat(one.ended()).isEqualTo(111);
            assertThat(one.err())
                    .isEqualTo("quickstart: folder is in use by another quickstart (pid " + first.pid() + ")\n");
        });
        hello(box).up();
        stop(first);
        assertThat(box.path("folder").toFile().list()).containsExactly("service");
    }

    @InSandbox
    void stopsServicesOfAKilledRun(Sandbox box) {
        Build.needNativePrograms();
        Running first = start(box);
        long pid = hello(box).up();
        first.signal("KILL");
        first.ended();
        Running second = start(box);
        hello(box).upAgain(pid);
        assertThat(ProcessInfo.runs(pid)).isFalse();
        assertThat(second.out()).startsWith("Stopping the services of an earlier quickstart in folder ...\n");
        stop(second);
    }

    /** The script in a repository that has nothing built, with these commands first in its path. */
    private static Result builds(Sandbox box, String... commands) throws IOException {
        Path script = box.directory("repository").resolve("quickstart");
        if (!Files.exists(script)) {
            Files.copy(SCRIPT, script);
        }
        box.directory("bin");
        for (int i = 0; i < commands.length; i += 2) {
            box.script("bin/" + commands[i], "#!/bin/sh\n" + commands[i + 1] + "\n");
        }
        return box.shell("unset JAVA_HOME; exec /bin/sh \"$@\"", script.toString(), "folder")
                .with("PATH", box.path("bin") + ":/usr/bin:/bin")
                .run();
    }

    @InSandbox
    void showsWhyTheBuildFailedWithoutEscapeSequences(Sandbox box) throws IOException {
        Result result = builds(
                box,
                "javac",
                "echo javac 17.0.1",
                "mvn",
                "[ \"$1\" != -v ] || { printf '\\033[1mApache Maven 3.9.1 (x)\\033[m\\n'; exit; }; printf '[\\033[34mINFO\\033[m] Building svc 1.0                    [7/40]\\n[INFO] --- jar:3 ---\\n';"
                        + " printf '\\033[31mbad\\033[0m pom\\n\\033[0m'; exit 3");
        assertThat(result.code()).isEqualTo(111);
        assertThat(result.err()).isEqualTo("  7/40 svc\nbad pom\nquickstart: the build failed\n");
        assertThat(result.out()).doesNotContain("\033");
    }

    @InSandbox
    void namesTheToolThatIsTooOld(Sandbox box) throws IOException {
        assertThat(builds(box, "javac", "echo javac 1.8.0_292 >&2", "mvn", "exit 1"))
                .isEqualTo(Result.fails(111, "quickstart: building needs JDK 17 or newer: javac is 1.8.0\n"));
        assertThat(builds(box, "javac", "echo javac 21", "mvn", "echo 'Apache Maven 3.6.3 (abc)'"))
                .isEqualTo(Result.fails(111, "quickstart: building needs Maven 3.8.7 or newer: mvn is 3.6.3\n"));
    }

    /** A JRE has no compiler; its directory may have blanks in its name. */
    @InSandbox
    void requiresAJdk(Sandbox box) throws IOException {
        builds(box, "mvn", "exit 1");
        Path home = box.directory("a jre/bin").getParent();
        Result result = box.program("/bin/sh", box.path("repository/quickstart").toString(), "folder")
                .with("JAVA_HOME", home.toString())
                .run();
        assertThat(result)
                .isEqualTo(Result.fails(
                        111, "quickstart: building needs JDK 17 or newer: there is no javac in " + home + "\n"));
    }
}
