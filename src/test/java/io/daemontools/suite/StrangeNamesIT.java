package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.util.List;
import java.util.regex.Pattern;

/** Names are any bytes, of any length. Here a char is a byte; none of these names is UTF-8. */
class StrangeNamesIT {

    private static final String LATIN = "caf\u00e9 \u00ff\u0080";
    private static final String LONG = "n".repeat(255);

    @EachToolset
    void arePrintedUnchanged(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "svstat", LATIN, "two\nlines", "%s"))
                .isEqualTo(Result.prints(LATIN + ": unable to chdir: file does not exist\n"
                        + "two\nlines: unable to chdir: file does not exist\n"
                        + "%s: unable to chdir: file does not exist\n"));
        assertThat(box.run(tools, "svc", "-u", LATIN))
                .isEqualTo(Result.warns("svc: warning: unable to chdir to " + LATIN + ": file does not exist\n"));
        assertThat(box.run(tools, "svok", LATIN))
                .isEqualTo(Result.fails(111, "svok: fatal: unable to chdir to " + LATIN + ": file does not exist\n"));
        assertThat(box.run(tools, "supervise", LATIN))
                .isEqualTo(
                        Result.fails(111, "supervise: fatal: unable to chdir to " + LATIN + ": file does not exist\n"));
        assertThat(box.run(tools, "svscan", LATIN))
                .isEqualTo(Result.fails(111, "svscan: fatal: unable to chdir to " + LATIN + ": file does not exist\n"));
        assertThat(box.run(tools, "multilog", "./no/" + LATIN))
                .isEqualTo(Result.fails(
                        111, "multilog: fatal: unable to open directory ./no/" + LATIN + ": file does not exist\n"));
    }

    @EachToolset
    void areServicesWithLoggers(Toolset tools, Sandbox box) {
        box.service("model").run("pwd", ServiceDirectory.STAYS_UP).log("exec cat > seen");
        List<String> names = List.of(LATIN, "two\nlines", "-x", LONG, "$(false) '\"*");
        box.directory("service");
        names.forEach(name -> box.shell("cp -R model \"service/$1\"", name).run());

        Running svscan = box.start(tools, "svscan", "service");
        for (String name : names) {
            String directory = box.path("service") + "/" + name;
            Await.equal("log of " + name, directory + "\n", () -> seen(box, directory));
        }
        assertThat(svscan.err()).isEmpty();
    }

    private static String seen(Sandbox box, String directory) {
        return box.shell("cat \"$1/log/seen\"", directory).run().out();
    }

    @EachToolset
    void areControlled(Toolset tools, Sandbox box) {
        box.service("model").run("echo up >> runs", ServiceDirectory.STAYS_UP);
        box.shell("mv model \"$1\"", LATIN).run();
        Running supervise = box.start(tools, "supervise", LATIN);
        String up = Pattern.quote(LATIN) + ": up \\(pid [0-9]+\\) [0-9]+ seconds\n";
        Await.until(up, () -> box.run(tools, "svstat", LATIN).out().matches(up));
        assertThat(box.run(tools, "svok", LATIN)).isEqualTo(Result.silent());
        assertThat(box.run(tools, "svc", "-dx", LATIN)).isEqualTo(Result.silent());
        assertThat(supervise.ended()).isZero();
    }

    @EachToolset
    void longerThanTheSystemAllowsIsAnError(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "svstat", LONG + "n"))
                .isEqualTo(Result.prints(LONG + "n: unable to chdir: file name too long\n"));
        assertThat(box.run(tools, "supervise", LONG + "n"))
                .isEqualTo(
                        Result.fails(111, "supervise: fatal: unable to chdir to " + LONG + "n: file name too long\n"));
    }

    @EachToolset
    void areLogDirectories(Toolset tools, Sandbox box) {
        assertThat(box.command(tools, "multilog", "./" + LATIN).reading("one\n").run())
                .isEqualTo(Result.silent());
        assertThat(box.shell("cat \"$1/current\"", LATIN).run()).isEqualTo(Result.prints("one\n"));
    }

    @EachToolset
    void arePatterns(Toolset tools, Sandbox box) {
        assertThat(box.command(tools, "multilog", "-*", "+*\u00e9", "./main")
                        .reading("cafe\ncaf\u00e9\ncaf\u00c3\u00a9\n")
                        .run())
                .isEqualTo(Result.silent());
        assertThat(new LogDirectoryView(box, "main").current()).isEqualTo("caf\u00e9\n");
    }
}
