package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.service.EndCause;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StateCodec;
import io.daemontools.service.Want;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvlsTest extends SvlsFixture {
    @Test
    void showsATable() {
        makeService("/service/web", 77, Want.UP);
        makeService("/service/web/log", 78, Want.UP);
        makeService("/service/db", 0, Want.DOWN);
        machine.tree().directory("/service/.hidden");
        machine.tree().file("/service/file", "");
        assertThat(run()).isZero();
        assertThat(machine.stdout()).isEqualTo("""
                NAME STATE PID SINCE REST LAST END MEM LOGGER
                db   down  -   90s   -    -        -   -
                web  up    77  90s   -    -        -   up
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "77, false, UP, , up, 0",
        "77, false, ONCE, , up, 0",
        "77, false, DOWN, , stopping, 1",
        "77, true, UP, , paused, 1",
        "0, false, DOWN, , down, 0",
        "0, false, ONCE, , down, 0",
        "0, false, UP, , restarting, 1",
        "77, false, UP, STARTING, starting, 1",
        "77, false, UP, READY, ready, 0",
        "77, false, UP, UP, up, 0",
        "77, false, UP, STOPPING, stopping, 1",
        "77, false, UP, FINISHING, finishing, 1",
        "0, false, UP, BACKING_OFF, backing off, 1",
        "0, false, UP, RESTARTING, restarting, 1",
        "0, false, DOWN, FAILED, failed, 1",
        "0, false, DOWN, DOWN, down, 0"
    })
    void showsEachState(int pid, boolean paused, Want want, ServicePhase phase, String state, int exitCode) {
        makeService("/a", pid, paused, want);
        if (phase != null) {
            setState("/a", phase, pid);
        }
        assertThat(rows(exitCode, "/a")).singleElement().asString().startsWith("a " + state + " ");
    }

    @Test
    void countsRestartsInTheLastHour() {
        makeService("/a", 77, Want.UP);
        addRuns("/a", 77, 127, 0, 9000, 8000, 3599, 2000, 1000);
        assertThat(rows(0, "/a")).containsExactly("a up 77 90s 3 exit 127 - -");
    }

    @Test
    void showsAServiceThatEndsAgainAndAgain() {
        makeService("/a", 77, Want.UP);
        addRuns("/a", 77, 0, 9, 4, 3, 2, 1);
        assertThat(rows(1, "/a")).containsExactly("a failing 77 90s 3 KILL - -");
    }

    @ParameterizedTest
    @EnumSource(
            value = EndCause.class,
            names = {"COMMAND", "TIMEOUT"})
    void restartsOnCommandDoNotCount(EndCause commanded) {
        cause = commanded;
        makeService("/a", 77, Want.UP);
        addRuns("/a", 77, 0, 15, 4, 3, 2, 1);
        assertThat(rows(0, "/a")).containsExactly("a up 77 90s 0 TERM - -");
    }

    @Test
    void showsAServiceThatReloads() {
        makeService("/a", 77, Want.UP);
        ServiceState state = new ServiceState();
        state.setPhase(ServicePhase.STARTING, NOW);
        state.setPid(77);
        state.setReady(false, NOW - 80 * Clocks.SECOND);
        byte[] bytes = new byte[StateCodec.SIZE];
        StateCodec.encode(state, bytes);
        machine.tree().file("/a/supervise/state", new String(bytes, StandardCharsets.ISO_8859_1));
        assertThat(rows(1, "/a")).containsExactly("a reloading 77 90s - - - -");
    }

    @Test
    void showsChangesIfTheOutputIsNoTerminal() {
        makeService("/service/web", 77, Want.UP);
        makeService("/service/web/log", 78, Want.UP);
        makeService("/service/db", 0, Want.DOWN);
        machine.clock().at(Duration.ofMillis(100), () -> {
            writeStatus("/service/db", 79, false, Want.UP);
            machine.tree().file("/service/db/supervise/status.new", "");
        });
        machine.runUntil(Duration.ofMillis(900), new Svls(), "svls", "-w");
        String first = """
                2023-11-14T22:13:20Z db: down
                2023-11-14T22:13:20Z web: up, pid 77, logger up
                2023-11-14T22:13:20Z db: up, pid 79
                """;
        assertThat(machine.stdout()).isEqualTo(first);
    }

    @Test
    void showsEachSecondWhatItDoesNotWatch() {
        machine.tree().directory("/service");
        machine.clock().at(Duration.ofMillis(100), () -> makeService("/service/new", 0, Want.DOWN));
        machine.runUntil(Duration.ofSeconds(3), new Svls(), "svls", "-w");
        assertThat(machine.stdout()).isEqualTo("2023-11-14T22:13:21Z new: down\n");
    }

    @Test
    void watchesUntilItCannotWrite() {
        makeService("/service/web", 77, Want.UP);
        machine.failOn("write 1", Errno.EIO);
        assertThat(run("-w")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svls: fatal: unable to write: input/output error\n");
    }

    @Test
    void doesNotWatchIntoAFile() {
        assertThat(run("-w", "-f", "/out")).isEqualTo(100);
    }

    @Test
    void aLoggerThatIsDownCountsToo() {
        makeService("/a", 77, Want.UP);
        makeService("/a/log", 0, Want.UP);
        assertThat(rows(1, "/a")).containsExactly("a up 77 90s - - - restarting");
    }

    @Test
    void showsWhatNobodySupervises() {
        makeService("/service/a", 77, Want.UP);
        machine.tree().fifoAt("/service/a/supervise/ok").closedByReader();
        machine.tree().directory("/service/b");
        assertThat(rows(1, "/service"))
                .containsExactly("a not supervised - 90s - - - -", "b not supervised - - - - - -");
    }

    @Test
    void showsWhatCannotBeRead() {
        makeService("/a", 77, Want.UP);
        machine.tree().file("/a/supervise/status", "short");
        assertThat(rows(1, "/a", "/b")).containsExactly("a unknown - - - - - -", "b unknown - - - - - -");
    }

    /** runit and daemontools-encore append two bytes to the status. */
    @Test
    void showsServicesOfOtherSuites() {
        makeService("/a", 77, Want.UP);
        String status = machine.tree().content("/a/supervise/status");
        machine.tree().file("/a/supervise/status", status + "\0\1");
        assertThat(rows(0, "/a")).containsExactly("a up 77 90s - - - -");
        writeStatus("/a", 0, false, Want.DOWN);
        machine.tree().file("/a/supervise/status", machine.tree().content("/a/supervise/status") + "\1\0");
        assertThat(rows(0, "/a").get(2)).isEqualTo("a down - 90s - - - -");
    }

    @Test
    void findsEachDirectoryFromWhereItWasStarted() {
        for (String directory : List.of("/s/a", "/s/b", "/s/sub/c", "/d", "/s/sub/e")) {
            makeService(directory, 77, Want.UP);
        }
        posix.chdir("/s");
        String[] operands = {"a", "sub/c", "/s/b", "sub/e/", "../d", "/d", ".//b", "none/x", "sub/../a"};
        assertThat(run(operands)).isEqualTo(1);
        assertThat(machine.stdout().lines().skip(1).map(line -> line.replaceAll(" .*", "")))
                .containsExactly("a", "c", "b", "e", "d", "d", "b", "x", "a");
        assertThat(machine.stdout().lines().filter(line -> line.contains(" up ")))
                .hasSize(8);
        assertThat(run("-f", "out", "/s/sub/c")).isZero();
        assertThat(machine.tree().content("/s/out")).contains("c    up");
        machine.failOn("openRead .", Errno.EACCES);
        assertThat(rows(0, "sub/c").get(10)).startsWith("c up ");
    }

    @Test
    void operandsMayBeDirectoriesOfServices() {
        for (String directory : List.of("/s/b", "/s/a", "/t/c", "/d", "/e")) {
            makeService(directory, 77, Want.UP);
        }
        machine.tree().fifoAt("/d/supervise/ok").closedByReader();
        machine.tree().directory("/empty");
        posix.chdir("/s");
        assertThat(run("/d", ".", "/empty", "../t", "/e", "/none")).isEqualTo(1);
        assertThat(machine.stdout().lines().skip(1).map(line -> line.replaceAll(" .*", "")))
                .containsExactly("d", "a", "b", "c", "e", "none");
        machine.failOn("listDirectory", Errno.EACCES);
        assertThat(run("/d", "../t")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svls: fatal: unable to read directory ../t: access denied\n");
    }

    @ParameterizedTest
    @CsvSource({"4, false", "4, true", "8, false", "8, true"})
    void showsTheMemoryOfAProcess(int bytes, boolean littleEndian) {
        ByteOrder order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        makeService("/a", 77, Want.UP);
        machine.tree().directory("/proc/self");
        machine.tree().directory("/proc/77");
        machine.tree().file("/proc/77/statm", "5000 2560 1 0 0 0 0\n");
        assertThat(rows(0, "/a")).containsExactly("a up 77 90s - - - -");
        machine.tree().file("/proc/self/auxv", auxiliaryVector(bytes, order, 4096));
        assertThat(run("/a")).isZero();
        assertThat(machine.stdout().replaceAll(" +", " ")).endsWith(" 10M -\n");
    }

    /** Pairs of words, the last one 0. */
    private static String auxiliaryVector(int bytes, ByteOrder order, int pageSize) {
        long[] words = {33, 0x7ffd0006, 16, 6, 6, pageSize, 17, 100, 51, 6L << 32, 0, 0};
        ByteBuffer vector = ByteBuffer.allocate(words.length * bytes).order(order);
        for (long word : words) {
            if (bytes == Long.BYTES) {
                vector.putLong(word);
            } else {
                vector.putInt((int) word);
            }
        }
        return new String(vector.array(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void namesAreSafeOnATerminalAndTheTableFits() {
        makeService("/service/a\u001b[2J\n", 77, Want.UP);
        String longName = "b".repeat(200);
        makeService("/service/" + longName, 77, Want.UP);
        assertThat(run("/service")).isZero();
        assertThat(machine.stdout().lines())
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(80).matches("[ -~]*"))
                .anySatisfy(line -> assertThat(line).startsWith("a\\x1b[2J\\x0a "))
                .anySatisfy(line -> assertThat(line).startsWith("bbbbbb").contains("~ up "));
    }

    /** A metric must not have a series twice. */
    @ParameterizedTest
    @ValueSource(strings = {"/service /service", "/service/b /service/a /service /service/b", "/service /service/b"})
    void showsADirectoryOnce(String operands) {
        makeService("/service/b", 77, Want.UP);
        makeService("/service/a", 78, Want.UP);
        assertThat(rows(0, operands.split(" "))).hasSize(2);
        int table = machine.stdout().length();
        assertThat(run(("-m " + operands).split(" "))).isZero();
        assertThat(machine.stdout().substring(table).lines())
                .doesNotHaveDuplicates()
                .anySatisfy(line -> assertThat(line).contains("directory=\"/service/a\""))
                .anySatisfy(line -> assertThat(line).contains("directory=\"/service/b\""));
    }

    @Test
    void sortsByName() {
        for (String name : List.of("m", "a", "z", "B", "k", "c", "aa", "y")) {
            makeService("/service/" + name, 77, Want.UP);
        }
        assertThat(rows(0, "/service").stream().map(row -> row.substring(0, row.indexOf(' '))))
                .containsExactly("B", "a", "aa", "c", "k", "m", "y", "z");
    }

    @Test
    void findsTheDirectoryOfServices() {
        makeService("/var/service/c", 77, Want.UP);
        assertThat(rows(0)).singleElement().asString().startsWith("c ");
        makeService("/etc/service/b", 77, Want.UP);
        assertThat(rows(0).get(2)).startsWith("b ");
        makeService("/elsewhere/a", 77, Want.UP);
        machine.addVariable("SERVICES=/elsewhere");
        assertThat(rows(0).get(4)).startsWith("a ");
    }

    @Test
    void reportsThatThereIsNone() {
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svls: fatal: no directory of services: set SERVICES, or name one\n");
    }

    @Test
    void reportsOneThatCannotBeRead() {
        machine.addVariable("SERVICES=/nowhere");
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svls: fatal: unable to read directory /nowhere: file does not exist\n");
    }

    @Test
    void printsJson() {
        makeService("/a", 77, Want.UP);
        setState("/a", ServicePhase.READY, 77);
        assertThat(run("-j", "/a")).isZero();
        assertThat(machine.stdout()).isEqualTo("""
                {"version":1,"time":"2023-11-14T22:13:20.000000000Z","services":[
                {"name":"a","directory":"/a","state":"ready","problem":null,"supervised":true,"up":true,"wantedup":true,\
                "normallyup":true,"ready":true,"paused":false,"finishing":false,"adopted":false,"pid":77,\
                "updownsince":"@400000006553f0b000000000","updowntime":"2023-11-14T22:11:50.000000000Z","updownfor":90,\
                "readysince":"@400000006553f0ba00000000","readytime":"2023-11-14T22:12:00.000000000Z","readyfor":80,\
                "exitcode":null,"signal":null,"signum":null,"endtime":null,"endcause":null,"restarts":null,"starts":0,"ends":0,\
                "deadline":null,"failure":null,"text":null,"memory":null,"logger":null}]}
                """);
    }

    @Test
    void printsAnEmptyListAsJson() {
        machine.tree().directory("/service");
        assertThat(run("-j")).isZero();
        assertThat(machine.stdout())
                .isEqualTo("{\"version\":1,\"time\":\"2023-11-14T22:13:20.000000000Z\",\"services\":[]}\n");
    }

    @Test
    void reportsAFailedWrite() {
        machine.tree().directory("/service");
        machine.failOn("write 1", Errno.ENOSPC);
        assertThat(run()).isEqualTo(111);
    }

    @Test
    void printsMetrics() {
        makeService("/a\"\\", 77, Want.UP);
        makeService("/a\"\\/log", 0, Want.UP);
        assertThat(run("-m", "/a\"\\")).isEqualTo(1);
        String labels = "{service=\"a\\\"\\\\x5c\",directory=\"/a\\\"\\\\x5c\"} ";
        String ofLogger = labels.replace("x5c\"", "x5c/log\"");
        assertThat(machine.stdout())
                .startsWith("# HELP daemontools_service_supervised Whether a supervise runs.\n"
                        + "# TYPE daemontools_service_supervised gauge\n"
                        + "daemontools_service_supervised" + labels + "1\n"
                        + "daemontools_service_supervised" + ofLogger + "1\n"
                        + "# HELP daemontools_service_up ")
                .contains("\ndaemontools_service_up" + labels + "1\n" + "daemontools_service_up" + ofLogger + "0\n")
                .contains("\ndaemontools_service_changed_timestamp_seconds" + labels + "1699999910\n")
                .doesNotContain("daemontools_service_runs_total")
                .doesNotContain("daemontools_service_ready");
    }

    @Test
    void countsRunsForMetrics() {
        makeService("/a", 77, Want.UP);
        addRuns("/a", 77, 3, 0, 9000, 80);
        assertThat(run("-m", "/a")).isZero();
        assertThat(machine.stdout())
                .contains("# TYPE daemontools_service_runs_total counter\n")
                .contains("daemontools_service_runs_total{service=\"a\",directory=\"/a\"} 2\n")
                .contains("# TYPE daemontools_service_ends_total counter\n"
                        + "daemontools_service_ends_total{service=\"a\",directory=\"/a\",cause=\"exit_zero\"} 0\n"
                        + "daemontools_service_ends_total{service=\"a\",directory=\"/a\",cause=\"exit_nonzero\"} 1\n"
                        + "daemontools_service_ends_total{service=\"a\",directory=\"/a\",cause=\"signal\"} 0\n")
                .contains("daemontools_service_last_exit_code{service=\"a\",directory=\"/a\"} 3\n")
                .doesNotContain("last_signal");
    }

    @Test
    void refusesUnknownOptions() {
        assertThat(run("-q")).isEqualTo(100);
        assertThat(machine.stderr()).endsWith("svls: usage: svls [-jmxw] [-f file] [dir ...]\n");
        makeService("/a", 77, Want.UP);
        assertThat(run("--json", "/a")).isEqualTo(100);
        assertThat(run("/a", "--json")).isEqualTo(100);
        assertThat(machine.stdout()).isEmpty();
        assertThat(machine.stderr()).contains("svls: illegal option -- --json\nsvls: usage: ");
    }

    @Test
    void optionsComeBeforeDirectories() {
        makeService("/a", 77, Want.UP);
        assertThat(run("/a", "-x")).isEqualTo(1);
        assertThat(machine.stderr()).isEqualTo("svls: warning: -x does not exist; options come before directories\n");
        makeService("/-x", 77, Want.UP);
        assertThat(run("--", "-x")).isZero();
    }
}
