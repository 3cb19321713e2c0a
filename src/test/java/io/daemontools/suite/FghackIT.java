package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.nio.file.Files;

/** fghack and pgrphack. */
class FghackIT {
    /** Starts a background process that runs until there is a file {@code end}, and writes {@code started}. */
    private static final String DAEMON = "{ touch started; while [ ! -e end ]; do sleep 0.1; done; } &";

    /** The same, with the usual descriptors closed. */
    private static final String CLOSING = "{ exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; "
            + DAEMON.substring(0, DAEMON.length() - 1) + "} &";

    /** Closes all descriptors that fghack has opened; for bash. */
    private static final String CLOSES_ALL = "i=3; while [ $i -lt 60 ]; do eval \"exec $i>&-\"; i=$((i+1)); done; ";

    @EachToolset
    void requiresAProgram(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "fghack")).isEqualTo(Result.fails(100, "fghack: usage: fghack child\n"));
        assertThat(box.run(tools, "pgrphack")).isEqualTo(Result.fails(100, "pgrphack: usage: pgrphack child\n"));
    }

    @EachToolset
    void takeAnOptionForAProgram(Toolset tools, Sandbox box) {
        for (String command : new String[] {"fghack", "pgrphack"}) {
            assertThat(box.run(tools, command, "-x"))
                    .isEqualTo(Result.fails(111, command + ": fatal: unable to run -x: file does not exist\n"));
            assertThat(box.run(tools, command, "--", "true"))
                    .isEqualTo(Result.fails(111, command + ": fatal: unable to run --: file does not exist\n"));
        }
    }

    @EachToolset
    void reportsTheStatusOfItsChild(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "fghack", "sh", "-c", "echo out; echo err >&2; exit 7"))
                .isEqualTo(new Result(7, "out\n", "err\n"));
        assertThat(box.run(tools, "fghack", "true")).isEqualTo(Result.silent());
        assertThat(box.run(tools, "fghack", "sh", "-c", "exit 255")).isEqualTo(Result.exits(255));
    }

    @BeyondOriginal
    void reportsTheStatusIfSigchldWasIgnored(Toolset tools, Sandbox box) {
        assertThat(box.command(tools, "fghack", "sh", "-c", "exit 7")
                        .through("env", "--ignore-signal=CHLD")
                        .run())
                .isEqualTo(Result.exits(7));
    }

    @EachToolset
    void reportsACrashWithoutTheSignal(Toolset tools, Sandbox box) {
        for (String signal : new String[] {"KILL", "TERM", "SEGV"}) {
            assertThat(box.run(tools, "fghack", "sh", "-c", "ulimit -c 0; kill -" + signal + " $$"))
                    .isEqualTo(Result.fails(111, "fghack: fatal: child crashed\n"));
        }
    }

    @EachToolset
    void staysUntilTheDaemonIsGone(Toolset tools, Sandbox box) {
        for (String daemon : new String[] {DAEMON, CLOSING, "setsid sh -c '" + DAEMON + "'", "( " + DAEMON + " )"}) {
            box.shell("rm -f started end").run();
            Running fghack = box.start(tools, "fghack", "sh", "-c", daemon + "\nexit 3");
            Await.until("daemon", () -> Files.exists(box.path("started")));
            Await.until(
                    "end of its parent",
                    () -> box.shell("ps --no-headers --ppid $1 -o stat", "" + fghack.pid())
                            .run()
                            .out()
                            .matches("Z.*\\s+"));
            assertThat(fghack.runs()).as(daemon).isTrue();
            box.file("end", "");
            assertThat(fghack.ended()).as(daemon).isEqualTo(3);
        }
    }

    /** Without an option, fghack does not wait for a daemon that closes all descriptors. */
    @EachToolset
    void missesADaemonThatClosesItsDescriptors(Toolset tools, Sandbox box) {
        Running fghack = box.command(tools, "fghack", "bash", "-c", CLOSES_ALL + DAEMON + " exit 0")
                .start();
        assertThat(fghack.ended()).isZero();
        Await.until("daemon", () -> Files.exists(box.path("started")));
        box.file("end", "");
    }

    /** Detaches like a daemon: double fork, new session, all descriptors closed. */
    @BeyondOriginal
    void canWaitForAllDescendants(Toolset tools, Sandbox box) {
        for (String daemon : new String[] {DAEMON, "setsid bash -c '" + DAEMON + "' &", "( " + DAEMON + " ) &"}) {
            box.shell("rm -f started end").run();
            Running fghack = box.start(tools, "fghack", "-s", "bash", "-c", CLOSES_ALL + daemon + "\nexit 3");
            Await.until("daemon", () -> Files.exists(box.path("started")));
            Await.equal("children, the daemon alone", 1L, () -> children(box, fghack));
            assertThat(fghack.runs()).as(daemon).isTrue();
            box.file("end", "");
            assertThat(fghack.ended()).as(daemon).isEqualTo(3);
        }
    }

    /** A daemon may leave many orphans, with the pipe open or closed. */
    @BeyondOriginal
    void reapsOrphansWhileWaiting(Toolset tools, Sandbox box) {
        for (String closes : new String[] {"", CLOSES_ALL}) {
            box.shell("rm -f started end").run();
            String orphans = "{ i=0; while [ $i -lt 50 ]; do ( sleep 0 & ); i=$((i+1)); done; " + DAEMON + " } &";
            Running fghack = box.start(tools, "fghack", "-s", "bash", "-c", closes + orphans + "\nexit 0");
            Await.until("daemon", () -> Files.exists(box.path("started")));
            Await.equal("children, the daemon alone", 1L, () -> children(box, fghack));
            box.file("end", "");
            assertThat(fghack.ended()).isZero();
        }
    }

    /** How many children a process has, zombies included. */
    private static long children(Sandbox box, Running parent) {
        return box.shell("ps --no-headers --ppid $1 -o stat=", "" + parent.pid())
                .run()
                .out()
                .lines()
                .count();
    }

    @BeyondOriginal
    void waitingForAllReportsTheStatusOfTheChild(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "fghack", "-s", "sh", "-c", "echo out; echo err >&2; exit 7"))
                .isEqualTo(new Result(7, "out\n", "err\n"));
        assertThat(box.run(tools, "fghack", "-s", "sh", "-c", "sleep 0.1 & ulimit -c 0; kill -KILL $$"))
                .isEqualTo(Result.fails(111, "fghack: fatal: child crashed\n"));
        assertThat(box.run(tools, "fghack", "-s", "./missing"))
                .isEqualTo(Result.fails(111, "fghack: fatal: unable to run ./missing: file does not exist\n"));
        assertThat(box.run(tools, "fghack", "-s", "bash", "-c", "head -c 200000 /dev/zero >&9; exit 4"))
                .isEqualTo(Result.exits(4));
        assertThat(box.run(tools, "fghack", "-s")).isEqualTo(Result.fails(100, "fghack: usage: fghack child\n"));
        assertThat(box.run(tools, "fghack", "-s", "-s"))
                .isEqualTo(Result.fails(111, "fghack: fatal: unable to run -s: file does not exist\n"));
    }

    /** As without the option. */
    @BeyondOriginal
    void waitingForAllForwardsNoSignals(Toolset tools, Sandbox box) {
        Running fghack = box.start(tools, "fghack", "-s", "sh", "-c", DAEMON);
        Await.until("daemon", () -> Files.exists(box.path("started")));
        fghack.signal("TERM");
        assertThat(fghack.ended()).isEqualTo(143);
        box.file("end", "");
    }

    @EachToolset
    void daemonMayWriteToThePipe(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "fghack", "bash", "-c", "echo some bytes >&9; echo more >&20; exit 4"))
                .isEqualTo(Result.exits(4));
    }

    @EachToolset
    void pgrphackLeadsASession(Toolset tools, Sandbox box) {
        String ids = "echo $(ps -o pid=,pgid=,sid= -p $$) | awk '{ print $1 == $2, $1 == $3 }'";
        assertThat(box.run(tools, "pgrphack", "sh", "-c", ids)).isEqualTo(Result.prints("1 1\n"));
        assertThat(box.command(tools, "pgrphack", "sh", "-c", ids)
                        .through("setsid", "-w")
                        .run())
                .isEqualTo(Result.prints("1 1\n"));
    }
}
