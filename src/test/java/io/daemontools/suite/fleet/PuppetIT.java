package io.daemontools.suite.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.util.ArrayList;
import java.util.List;

/** Puppet's provider {@code daemontools} does the same with this version and 0.76, and the manifest of a page works. */
class PuppetIT {
    private static Puppet puppet(Sandbox box, Toolset tools, Toolset built) {
        assumeTrue(Effort.isWhole(), "takes minutes: in the whole run only");
        assumeFalse(built.isJvm(), "one runtime is enough");
        return Puppet.start(box, tools, built.command("svwait"));
    }

    private static void await(Puppet puppet, String option) {
        assertThat(puppet.within("svwait", option, "-t", "20000", "/etc/service/foo"))
                .isEqualTo(Result.silent());
    }

    @Differential
    void eachStateOfTheProvider(Comparison pair, Sandbox box) {
        List<String> original = new Steps(box, pair.original(), pair.built()).all();
        assertThat(new Steps(box, pair.built(), pair.built()).all()).isEqualTo(original);
    }

    /** One service, and what Puppet prints about it after each step. */
    private static final class Steps {
        private final Puppet puppet;
        private final String path;
        private final String link;
        private final ServiceDirectory foo;
        private final List<String> reports = new ArrayList<>();

        Steps(Sandbox box, Toolset tools, Toolset built) {
            puppet = puppet(box, tools, built);
            path = box.directory("source-of-" + tools).toString();
            link = "/etc/service/foo";
            foo = box.service("source-of-" + tools + "/foo").run(ServiceDirectory.STAYS_UP);
        }

        List<String> all() {
            assertThat(resource("ensure=running", "enable=true")).contains("changed 'stopped' to 'running'");
            await(puppet, "-u");
            assertThat(resource("ensure=running", "enable=true")).doesNotContain("Notice");

            long pid = foo.up();
            String manifest =
                    "notify { 'changed': } ~> service { 'foo': ensure => running, provider => daemontools, path => '"
                            + path + "' }";
            assertThat(report("apply", "-e", manifest)).contains("Triggered 'refresh'");
            foo.upAgain(pid);

            assertThat(resource("ensure=stopped")).contains("changed 'running' to 'stopped'");
            await(puppet, "-D");
            assertThat(resource("ensure=stopped")).doesNotContain("Notice");
            assertThat(resource("ensure=running")).contains("changed 'stopped' to 'running'");
            await(puppet, "-u");
            assertThat(resource("ensure=running")).doesNotContain("Notice");

            assertThat(resource("ensure=stopped")).contains("changed 'running' to 'stopped'");
            await(puppet, "-D");
            assertThat(resource("enable=false")).contains("changed 'true' to 'false'");
            assertThat(puppet.within("test", "-h", link).code()).isNotZero();
            assertThat(resource("ensure=stopped", "enable=false")).doesNotContain("Notice");
            assertThat(foo.status().up()).isFalse();
            return reports;
        }

        private String resource(String... values) {
            List<String> arguments = new ArrayList<>(List.of("service", "foo", "provider=daemontools", "path=" + path));
            arguments.addAll(List.of(values));
            return report("resource", arguments.toArray(String[]::new));
        }

        private String report(String command, String... arguments) {
            Result result = puppet.run(command, arguments);
            assertThat(result.code()).as(result.err()).isZero();
            String report = result.out().replace(path, "").replaceAll("\\d+\\.\\d+ seconds", "N seconds");
            reports.add(String.join(" ", arguments).replace(path, ""));
            reports.addAll(kept(report.lines().toList()));
            return report;
        }

        /** After a change, the state that Puppet prints may be that before. */
        private static List<String> kept(List<String> lines) {
            List<String> notices =
                    lines.stream().filter(line -> line.startsWith("Notice")).toList();
            return notices.isEmpty() ? lines : notices;
        }
    }

    /** The first run makes the service, the second changes nothing, and after a change of the program there is another process. */
    @BeyondOriginal
    void manifestOfThePage(Toolset tools, Sandbox box) {
        Puppet puppet = puppet(box, tools, tools);
        box.file("foo.pp", Page.of("docs/fleet.md").example("foo.pp"));
        program(box, "first");
        assertThat(apply(puppet)).isTrue();
        String svstat = svstat(puppet);
        assertThat(apply(puppet)).isFalse();
        program(box, "second");
        assertThat(apply(puppet)).isTrue();
        Await.until("a restart", () -> !svstat(puppet).equals(svstat));
        assertThat(apply(puppet)).isFalse();
        Await.until("a log", () -> {
            String log = puppet.within("cat", "/etc/daemontools/foo/log/main/current")
                    .out();
            return log.contains(" first\n") && log.contains(" second\n");
        });
    }

    private static void program(Sandbox box, String text) {
        box.directory("modules/foo/files");
        box.file(
                "modules/foo/files/run",
                "#!/bin/sh\nexec 2>&1\necho " + text + "\n" + ServiceDirectory.STAYS_UP + "\n");
    }

    private static boolean apply(Puppet puppet) {
        Result result = puppet.run(
                "apply",
                "--detailed-exitcodes",
                "--modulepath",
                puppet.box().path("modules").toString(),
                puppet.box().path("foo.pp").toString());
        assertThat(result.code()).as(result.out() + result.err()).isIn(0, 2);
        return result.code() == 2;
    }

    /** With the process id, without the time. */
    private static String svstat(Puppet puppet) {
        return puppet.within("svstat", "/etc/service/foo").out().replaceAll("\\) .*", "");
    }
}
