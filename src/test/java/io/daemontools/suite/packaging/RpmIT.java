package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** The RPM, which the build makes where rpmbuild is installed. */
class RpmIT {
    private static final List<String> DOCUMENTS =
            List.of("share/doc/daemontools-java/CHANGELOG.md", "share/doc/daemontools-java/README.md");

    @BeforeEach
    void inTheWholeRun() {
        assumeTrue(Effort.isWhole(), "the RPM is made in the whole run only");
    }

    private static Path made(Sandbox box) {
        assumeTrue(box.shell("command -v rpmbuild").run().code() == 0, "needs rpmbuild");
        return Build.made("daemontools-java-", ".rpm");
    }

    private static String queried(Sandbox box, Path rpm, String... question) {
        List<String> command = Stream.of(
                        Stream.of("rpm", "--dbpath", box.path("database").toString(), "-qp"),
                        Stream.of(question),
                        Stream.of(rpm.toString()))
                .flatMap(words -> words)
                .toList();
        Result result = box.program(command.toArray(String[]::new)).run();
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    @InSandbox
    void containsEveryFile(Sandbox box) {
        Path rpm = made(box);
        List<String> installed = Stream.concat(Build.files("share/man/man8", "site-functions"), Build.otherFiles())
                .map(file -> file.endsWith(".8") ? file + ".gz" : file)
                .toList();
        String files = queried(box, rpm, "--queryformat", "[%{FILENAMES} %{FILEMODES:perms} %{FILEUSERNAME}\n]");
        assertThat(files.lines().filter(line -> line.contains(" -")).map(line -> line.replaceAll(" .*", "")))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(installed.stream(), DOCUMENTS.stream())
                        .map(file -> "/usr/" + file)
                        .toList());
        assertThat(files.lines()).allMatch(line -> line.endsWith(" root")).contains("/etc/service drwxr-xr-x root");
        assertThat(queried(box, rpm, "--provides")).contains("daemontools = 0.76\n");
    }

    @InSandbox
    void commandsWork(Sandbox box) {
        Path rpm = made(box);
        box.directory("root");
        assertThat(box.shell("rpm2cpio \"$1\" | (cd root && cpio -id --quiet)", rpm.toString())
                        .run())
                .isEqualTo(Result.silent());
        assertThat(box.program(Packaging.path("src/main/sh/check").toString(), "root/usr/bin")
                        .run())
                .isEqualTo(Result.prints("check: 22 commands work\n"));
    }

    @InSandbox
    void rpmlintFindsNoError(Sandbox box) {
        assumeTrue(box.shell("command -v rpmlint").run().code() == 0, "needs rpmlint");
        Result result = box.program(
                        "rpmlint",
                        "--rpmlintrc",
                        Build.target("recipes/rpm/daemontools-java.rpmlintrc").toString(),
                        Build.target("recipes/rpm/daemontools-java.spec").toString(),
                        made(box).toString())
                .within(Duration.ofMinutes(5))
                .run();
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains(" 0 errors");
    }
}
