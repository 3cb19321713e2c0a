package io.daemontools.suite.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.util.ArrayList;
import java.util.List;

/**
 * Of the environment, commands use PATH, and tai64nlocal the C library's TZ; nothing else changes what they do.
 *
 * <p>Not tested: variables of the dynamic linker and the C library ({@code LD_PRELOAD} and the like), and the
 * variables of Java, which are for users who run the commands on it.
 */
class EnvironmentIT {
    private static final List<String> HOSTILE = List.of(
            "HOME=/nonexistent",
            "IFS=/",
            "ENV=./ran",
            "BASH_ENV=./ran",
            "SHELL=/bin/false",
            "PWD=/nonexistent",
            "OLDPWD=/nonexistent",
            "LANG=tr_TR.UTF-8",
            "LC_ALL=tr_TR.UTF-8",
            "LANGUAGE=xx",
            "NLSPATH=./%N",
            "TMPDIR=/nonexistent",
            "POSIXLY_CORRECT=1",
            "MALLOC_PERTURB_=165",
            "COLUMNS=1",
            "TERM=dumb",
            "USER=nobody",
            "LOGNAME=nobody",
            "UID=7",
            "GID=7",
            "SERVICE=/nonexistent",
            "DAEMONTOOLS_SOMETHING=x",
            "no equals sign",
            "=no name",
            "LONG=" + "x".repeat(100_000));

    /** Commands with their outcome in every environment. */
    private static final List<List<String>> CALLS = List.of(
            List.of("svc", "-u", "missing"),
            List.of("svc", "-?"),
            List.of("svstat", "missing", "."),
            List.of("svok", "missing"),
            List.of("supervise", "missing"),
            List.of("svscan", "missing"),
            List.of("multilog", "t", "-*", "./log"),
            List.of("tai64nlocal"),
            List.of("setuidgid", "no-such-account", "true"),
            List.of("envuidgid", "no-such-account", "true"),
            List.of("envdir", "missing", "true"),
            List.of("softlimit", "-o", "50", "no-such-program"),
            List.of("setlock", "missing/lock", "true"),
            List.of("pgrphack", "no-such-program"),
            List.of("fghack", "no-such-program"));

    @EachToolset
    void onlyPathMatters(Toolset tools, Sandbox box) {
        assumeFalse(tools.isJvm(), "the shell that starts Java uses its own");
        box.file("ran", "touch ran-by-a-shell\n");
        for (List<String> call : CALLS) {
            assertThat(in(box, tools, call, HOSTILE)).as(call.toString()).isEqualTo(in(box, tools, call, List.of()));
        }
        assertThat(box.path("ran-by-a-shell")).doesNotExist();
    }

    private static Result in(Sandbox box, Toolset tools, List<String> call, List<String> variables) {
        List<String> argv = new ArrayList<>(List.of("env", "-i", "PATH=/usr/bin:/bin"));
        List<String> assigned =
                variables.stream().filter(v -> v.indexOf('=') > 0).toList();
        argv.addAll(assigned);
        argv.add(tools.command(call.get(0)));
        argv.addAll(call.subList(1, call.size()));
        Invocation invocation = box.program(argv.toArray(String[]::new));
        return invocation.reading("@4000000037c219bf2ef02e94 line\n").run();
    }

    @EachToolset
    void localTimeIsThatOfTz(Toolset tools, Sandbox box) {
        for (String zone : new String[] {"UTC", "JST-9", "/nonexistent", ":../../etc/passwd", "x".repeat(5_000), ""}) {
            Result shown = box.command(tools, "tai64nlocal")
                    .with("TZ", zone)
                    .reading("@4000000037c219bf2ef02e94 line\n")
                    .run();
            String hour = zone.equals("JST-9") ? "1999-08-24 13" : "1999-08-24 04";
            assertThat(shown).as(zone).isEqualTo(Result.prints(hour + ":04:05.787492500 line\n"));
        }
    }
}
