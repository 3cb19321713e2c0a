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
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The module {@code community.general.svc} of Ansible does the same with this version and 0.76, and the role of a page works. */
class AnsibleIT {
    private static final Pattern OUTCOME =
            Pattern.compile("(CHANGED|SUCCESS|FAILED).*\"downed\": (\\w+).*\"state\": \"(\\w+)\"");

    private static Ansible ansible(Sandbox box, Toolset tools, Toolset runtime) {
        assumeTrue(Effort.isWhole(), "takes a minute: in the whole run only");
        assumeFalse(runtime.isJvm(), "one runtime is enough");
        Ansible ansible = new Ansible(box, tools);
        ansible.needed();
        return ansible;
    }

    /** svwait of this version waits for both. */
    @Differential
    void eachStateOfTheModule(Comparison pair, Sandbox box) {
        List<String> original = new Steps(box, pair.original(), pair.built()).all();
        assertThat(new Steps(box, pair.built(), pair.built()).all()).isEqualTo(original);
    }

    /** One service, and what the module and svstat report about it after each step. */
    private static final class Steps {
        private final Sandbox box;
        private final Toolset tools;
        private final Toolset waiting;
        private final Ansible ansible;
        private final ServiceDirectory foo;
        private final List<String> reports = new ArrayList<>();

        Steps(Sandbox box, Toolset tools, Toolset waiting) {
            this.box = box;
            this.tools = tools;
            this.waiting = waiting;
            ansible = ansible(box, tools, waiting);
            box.directory(tools + "/services");
            // svc of 0.76 does not have the option for what reloaded sends.
            foo = box.service(tools + "/source/foo").run("trap '' USR1", ServiceDirectory.STAYS_UP);
            box.command(tools, "svscan", tools + "/services").start();
        }

        List<String> all() {
            assertThat(changed("enabled=true")).isTrue();
            await("-u");
            unchanged("enabled=true", "started");
            unchanged("state=started", "started");
            unchanged("enabled=true state=started downed=false", "started");

            assertThat(changed("state=stopped")).isTrue();
            await("-D");
            unchanged("state=stopped", "stopped");
            once();
            assertThat(changed("state=started")).isTrue();
            await("-u");
            unchanged("state=started", "started");

            anotherProcess("state=restarted");
            anotherProcess("state=killed");
            long pid = foo.up();
            assertThat(changed("state=reloaded")).isTrue();
            unchanged("state=started", "started");
            assertThat(foo.up()).isEqualTo(pid);

            assertThat(changed("downed=true")).isTrue();
            assertThat(foo.path("down")).exists();
            unchanged("state=started downed=true", "started");
            assertThat(changed("downed=false")).isTrue();
            assertThat(foo.path("down")).doesNotExist();

            assertThat(changed("enabled=false")).isTrue();
            foo.awaitDown();
            Await.equal("end of supervise", 100, this::svok);
            assertThat(Files.isSymbolicLink(box.path(tools + "/services/foo"))).isFalse();
            // It has no status to look at.
            unchanged("enabled=false", "unknown");
            return reports;
        }

        private int svok() {
            return box.run(tools, "svok", tools + "/source/foo").code();
        }

        /** Version 6.6 of the collection calls a method that does not exist. */
        private void once() {
            String outcome = outcome("state=once");
            if (outcome.startsWith("CHANGED")) {
                await("-u");
                assertThat(changed("state=stopped")).isTrue();
                await("-D");
            }
        }

        private void anotherProcess(String arguments) {
            long before = foo.up();
            assertThat(changed(arguments)).isTrue();
            foo.upAgain(before);
            unchanged("state=started", "started");
        }

        private boolean changed(String arguments) {
            return outcome(arguments).startsWith("CHANGED");
        }

        private void unchanged(String arguments, String state) {
            String outcome = outcome(arguments);
            assertThat(outcome).startsWith("SUCCESS").endsWith(' ' + state);
            reports.add(svstat());
        }

        /** How the module ended, whether there is a file {@code down}, and the state, which may be that before. */
        private String outcome(String arguments) {
            String options = "name=foo service_src=" + box.path(tools + "/source") + " service_dir="
                    + box.path(tools + "/services") + ' ' + arguments;
            Result result = ansible.module("community.general.svc", options);
            Matcher matcher = OUTCOME.matcher(result.out());
            String outcome = matcher.find()
                    ? String.join(" ", matcher.group(1), matcher.group(2), matcher.group(3))
                    : result.out().replaceAll("(?s).*(FAILED|AttributeError: [^\\\\]*).*", "$1");
            reports.add(arguments + ": " + outcome.replaceAll("(CHANGED \\w+) .*", "$1"));
            return outcome;
        }

        private String svstat() {
            return box.run(tools, "svstat", tools + "/source/foo")
                    .out()
                    .replace(tools.toString(), "")
                    .replaceAll("\\d+", "N");
        }

        private void await(String option) {
            Result result = box.run(waiting, "svwait", option, "-t", "20000", tools + "/services/foo");
            assertThat(result).isEqualTo(Result.silent());
        }
    }

    /** The first run makes the service, the second changes nothing, and after a change of the template there is another process. */
    @BeyondOriginal
    void roleOfThePage(Toolset tools, Sandbox box) {
        Ansible ansible = ansible(box, tools, tools);
        Page page = Page.of("docs/fleet.md");
        for (String file : List.of("defaults", "tasks", "handlers")) {
            String name = "roles/daemontools_service/" + file + "/main.yml";
            box.directory("roles/daemontools_service/" + file);
            box.file(name, page.example(name));
        }
        box.file("site.yml", page.example("site.yml"));
        box.directory("services");
        template(box, "first");
        box.start(tools, "svscan", "services");

        assertThat(changes(ansible)).isPositive();
        ServiceDirectory web = box.service("source/web");
        long pid = web.up();
        assertThat(changes(ansible)).isZero();
        assertThat(web.up()).isEqualTo(pid);

        template(box, "second");
        assertThat(changes(ansible)).isPositive();
        assertThat(web.up()).isNotEqualTo(pid);
        Await.equal(
                "a log",
                List.of("first", "second"),
                () -> box.content("source/web/log/main/current")
                        .lines()
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .toList());

        box.run(tools, "svc", "-d", "source/web");
        web.awaitDown();
        assertThat(changes(ansible)).isPositive();
        assertThat(web.status().up()).isTrue();
        assertThat(changes(ansible)).isZero();
    }

    private static void template(Sandbox box, String text) {
        box.directory("roles/daemontools_service/templates");
        box.file(
                "roles/daemontools_service/templates/run.j2",
                "#!/bin/sh\nexec 2>&1\necho " + text + "\n" + ServiceDirectory.STAYS_UP + "\n");
    }

    /** Runs the playbook, and returns how many tasks changed something. */
    private static int changes(Ansible ansible) {
        Sandbox box = ansible.box();
        Result result = ansible.playbook(
                "site.yml",
                "daemontools_source=" + box.path("source") + " daemontools_services=" + box.path("services"));
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        return Integer.parseInt(result.out().replaceAll("(?s).* changed=(\\d+) .*", "$1"));
    }
}
