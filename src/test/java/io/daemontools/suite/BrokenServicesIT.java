package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import io.daemontools.suite.harness.Toolsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Broken services: {@code svls -x} shows why they are not as wanted, and the commands that it prints repair them. */
class BrokenServicesIT {
    /** The scripts below use these. */
    private static final String FUNCTIONS = """
            put() { printf "$2" >"$1"; chmod +x "$1"; }
            good='#!/bin/sh\\nexec sleep 86400\\n'
            # The first so many runs exit 1, and the next one stays up.
            fails() { put $d/run '#!/bin/sh\\necho >>runs\\n[ $(wc -l <runs) -gt '$1' ] || exit 1\\nexec sleep 86400\\n'; }
            """;

    private static final String UP = "svls -j $d | grep -q '\"up\":true,\"wantedup\":true'";
    private static final String LOGGER_UP = "svls -j $d/log | grep -q '\"up\":true,\"wantedup\":true'";
    private static final String UNREPAIRED = "";
    private static final String LOGGED = "put $d/run \"$good\"; mkdir $d/log; put $d/log/run \"$good\"";
    private static final String UNTIL_LOGGER_UP = "until " + LOGGER_UP + "; do sleep 0.1; done; ";

    /** A name: how the service is made, what is done to it once it runs, the reason, and a test whether it is repaired. */
    private static final String[][] SERVICES = {
        {"mode", "put $d/run \"$good\"; chmod -x $d/run", "", "run is not executable", UP},
        {"no-run", "", "", "there is no file run", UNREPAIRED},
        {"dangling", "ln -s nowhere $d/run", "", "run is a link to nowhere, which does not exist", UNREPAIRED},
        {"format", "put $d/run 'exec sleep 86400\\n'", "", "run does not begin with #!", UP},
        {"crlf", "put $d/run '#!/bin/sh\\r\\nexec sleep 86400\\r\\n'", "", "the lines of run end in CR LF", UP},
        {
            "interpreter",
            "put $d/run '#!/opt/no-such/bin/sh\\nexec sleep 86400\\n'",
            "",
            "the interpreter of run, /opt/no-such/bin/sh, does not exist",
            UP
        },
        {
            "not-found",
            "put $d/run '#!/bin/sh\\nexec no-such-command\\n'",
            "",
            "exit 127 (of a shell: a command was not found; of a program: a library was not)",
            UNREPAIRED
        },
        {"usage", "put $d/run '#!/bin/sh\\nexec softlimit -Z\\n'", "", "exit 100 (wrong usage", UNREPAIRED},
        {"envdir", "put $d/run '#!/bin/sh\\nexec envdir ./env sleep 86400\\n'", "", "envdir needs the directory ", UP},
        {
            "account",
            "put $d/run '#!/bin/sh\\nexec setuidgid no-such-user id\\n'",
            "",
            "/etc/passwd has no account no-such-user",
            UNREPAIRED
        },
        {
            "ends",
            "put $d/run '#!/bin/sh\\n'",
            "",
            "exit 0 (without an error; or its program goes into the background)",
            UNREPAIRED
        },
        {"killed", "put $d/run '#!/bin/sh\\nkill -KILL $$\\n'", "", "KILL (not by a command: ", UNREPAIRED},
        {"crashes", "put $d/run '#!/bin/sh\\nkill -SEGV $$\\n'", "", "SEGV (a fault of the program)", UNREPAIRED},
        {"unread", "put $d/run '#!/bin/sh\\nkill -PIPE $$\\n'", "", "PIPE (nobody reads what it writes)", UNREPAIRED},
        {"down", "put $d/run \"$good\"; :>$d/down", "", "the file down keeps it down", UP},
        {"kept", "put $d/run \"$good\"", "svc -d $d", "a command keeps it down", UP},
        {"once", "put $d/run \"$good\"", "svc -ok $d", "it was started to run once, and has ended: KILL", UP},
        {"paused", "put $d/run \"$good\"", "svc -p $d", "it was paused by svc -p", "svls $d | grep -q ' up '"},
        {
            "deaf",
            "put $d/run '#!/bin/sh\\ntrap \"\" TERM\\nwhile :; do sleep 1; done\\n'",
            "svc -d $d",
            "ignores TERM",
            "svls $d | grep -q ' down '"
        },
        {
            "given-up",
            "fails 1; put $d/finish '#!/bin/sh\\nexit 125\\n'",
            "",
            "its finish exited 125; the last end: exit 1",
            UP
        },
        {"limit", "fails 3; echo 2 >$d/restart-limit-count", "", "it has ended too often for restart-limit-count", UP},
        {
            "delay",
            "fails 1; for f in delay limit; do echo 600000 >$d/backoff-$f; done",
            "",
            "it is started again in ",
            UP
        },
        {
            "silent",
            "put $d/run \"$good\"; echo 3 >$d/notification-fd",
            "",
            "it has not reported yet that it is ready, by notification-fd",
            UNREPAIRED
        },
        {
            "logger-mode",
            "put $d/run \"$good\"; mkdir $d/log; put $d/log/run \"$good\"; chmod -x $d/log/run",
            "",
            "run is not executable",
            LOGGER_UP
        },
        {
            "logger-locked",
            "put $d/run \"$good\"; mkdir -p $d/log/main; put $d/log/run '#!/bin/sh\\nexec multilog ./main\\n'",
            "",
            "has locked its log directory main",
            LOGGER_UP
        },
        {
            "logger-file",
            "put $d/run \"$good\"; mkdir $d/log; put $d/log/run '#!/bin/sh\\nexec multilog ./main\\n'; :>$d/log/main",
            "",
            "its log directory main is not a directory",
            LOGGER_UP
        },
        {
            "logger-down",
            LOGGED,
            UNTIL_LOGGER_UP + "svc -d $d/log",
            "its logger is down: the service waits in its next write when the pipe is full",
            LOGGER_UP
        },
        {
            "logger-removed",
            LOGGED,
            UNTIL_LOGGER_UP + "rm -r $d/log; mkdir $d/log; put $d/log/run \"$good\"",
            "runs on in a directory log that was removed",
            LOGGER_UP
        },
        {"unfiled", "put $d/run \"$good\"", "rm -r $d/supervise", "runs on without its files", UP},
        {
            "stopped",
            "put $d/run \"$good\"",
            "p=$(svstat $d | sed 's/.*pid \\([0-9]*\\).*/\\1/'); kill -STOP $(cut -d' ' -f4 /proc/$p/stat); svc -d $d",
            "is stopped by a signal, and reads no command",
            "svls $d | grep -q ' down '"
        },
        {
            "program-stopped",
            "put $d/run \"$good\"",
            "kill -STOP $(svstat $d | sed 's/.*pid \\([0-9]*\\).*/\\1/')",
            "is stopped by a signal",
            "svls -x $d | grep -q 'it runs, as it is wanted'"
        },
        {
            "logger-deaf",
            "put $d/run '#!/bin/sh\\nexec yes\\n'; mkdir $d/log; put $d/log/run \"$good\"",
            "",
            "the pipe to its logger is full, and its logger does not read",
            UNREPAIRED
        },
        {
            "logger-elsewhere",
            "put $d/run \"$good\"; mkdir $d/log; put $d/log/run '#!/bin/sh\\nexec multilog t ../elsewhere\\n'; :>$d/elsewhere",
            "",
            "its log directory ../elsewhere is not a directory",
            LOGGER_UP
        },
        {"status", "put $d/run \"$good\"", ":>$d/supervise/status", "unable to read supervise/status: bad format", UP},
        {"file", "put $d/run \"$good\"; :>$d/supervise", "", "supervise is not a directory", UP},
        {
            "link",
            "put $d/run \"$good\"; ln -s /no/such $d/supervise",
            "",
            "supervise is a link to /no/such, which supervise cannot make",
            UP
        },
        {".hidden", "put $d/run \"$good\"", "", "svscan ignores names that begin with a dot", "d=services/hidden; " + UP
        },
        {
            "it's \\033 %d",
            "put \"$d\"/run \"$good\"; chmod -x \"$d\"/run",
            "",
            "run is not executable",
            "svls \"$d\" | grep -q ' up '"
        },
    };

    private Sandbox box;
    private Toolset tools;

    private Result shell(String directory, String script) {
        return box.shell(FUNCTIONS + "d=$(printf '" + directory.replace("'", "'\\''") + "')\n" + script)
                .on(tools)
                .run();
    }

    /** What follows {@code type:} in the lines of an explanation. */
    private static List<String> cures(String explanation) {
        return explanation
                .lines()
                .filter(line -> line.startsWith("  type: "))
                .map(line -> line.substring("  type: ".length()))
                .toList();
    }

    @BeyondOriginal
    void eachIsExplainedAndRepaired(Toolset toolset, Sandbox sandbox) {
        assumeFalse(toolset.isJvm(), "starts too many JVMs; explains the services of the other run");
        tools = toolset;
        box = sandbox;
        box.directory("services");
        box.directory("elsewhere/alone");
        shell("elsewhere/alone", "put $d/run \"$good\"");
        for (String[] service : SERVICES) {
            assertThat(shell("services/" + service[0], "mkdir \"$d\"\n" + service[1])
                            .code())
                    .as(service[0])
                    .isZero();
        }
        box.command(tools, "multilog", "./services/logger-locked/log/main")
                .reading()
                .start();
        Await.until("lock", () -> Files.exists(box.path("services/logger-locked/log/main/lock")));
        box.start(tools, "svscan", "services");
        for (String[] service : SERVICES) {
            if (!service[2].isEmpty()) {
                shell("services/" + service[0], "until " + UP + "; do sleep 0.1; done\n" + service[2]);
            }
        }
        Map<String, String> explanations = new TreeMap<>();
        for (String[] service : SERVICES) {
            Await.until(service[0] + ": " + service[3], () -> {
                explanations.put(
                        service[0],
                        shell("services/" + service[0], "svls -x \"$d\"").out());
                return explanations.get(service[0]).contains(service[3]);
            });
        }
        Toolsets.built().stream().filter(Toolset::isJvm).forEach(this::explainsThem);
        for (String[] service : SERVICES) {
            for (String cure : cures(explanations.get(service[0]))) {
                box.shell(cure).on(tools).run();
            }
        }
        for (String[] service : SERVICES) {
            if (!service[4].equals(UNREPAIRED)) {
                Await.until(
                        service[0] + " is repaired by " + cures(explanations.get(service[0])),
                        () -> shell("services/" + service[0], service[4]).code() == 0);
            }
        }
        repairsADirectoryThatNoSvscanLooksAfter();
    }

    /** All at once, since each start of a JVM takes its time. */
    private void explainsThem(Toolset other) {
        Await.until("explanations on " + other, () -> {
            String explanations = box.shell("svls -x services/* services/.hidden")
                    .on(other)
                    .run()
                    .out();
            return Stream.of(SERVICES).allMatch(service -> explanations.contains(service[3]));
        });
    }

    private void repairsADirectoryThatNoSvscanLooksAfter() {
        String explanation = box.run(tools, "svls", "-x", "elsewhere").out();
        assertThat(explanation).contains("  why:  no supervise has ever run, and ");
        String cure = cures(explanation).get(0);
        box.shell("exec " + cure.substring(0, cure.indexOf(" &"))).on(tools).start();
        Await.until("svscan", () -> shell("elsewhere/alone", UP).code() == 0);
    }
}
