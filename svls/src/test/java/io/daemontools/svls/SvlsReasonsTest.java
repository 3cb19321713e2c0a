package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.service.ServicePhase;
import io.daemontools.service.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code svls -x}. */
class SvlsReasonsTest extends SvlsFixture {
    private String why(String directory) {
        assertThat(run("-x", directory)).isLessThan(2);
        return machine.stdout();
    }

    @Test
    void explainsAServiceThatEndsAgainAndAgain() {
        makeService("/service/a", 77, Want.UP);
        makeService("/service/b", 78, Want.UP);
        machine.tree().file("/service/a/run", "");
        posix.chmod("/service/a/run", 0755);
        machine.tree().directory("/service/a/log/main");
        machine.tree().file("/service/a/log/main/current", "one\ntwo\nthree\n\u001bfour\n");
        makeService("/service/a/log", 79, Want.UP);
        addRuns("/service/a", 77, 127, 0, 4, 3, 2, 1);
        assertThat(why("/service")).isEqualTo("""
                1 of 2 services not as wanted: a
                a: failing since 2023-11-14T22:11:50.000000000Z (90s)
                  why:  it has ended: exit 127 (of a shell: a command was not found), 3 restarts in the last hour
                  type: svlint /service/a
                  log:  two
                  log:  three
                  log:  \\x1bfour
                """);
    }

    @Test
    void explainsWhyRunIsNotExecuted() {
        makeService("/a", 0, Want.UP);
        assertThat(why("/a")).contains("  why:  there is no file run\n");
        machine.tree().file("/a/run", "");
        assertThat(why("/a")).contains("  why:  run is not executable\n  type: chmod +x /a/run\n");
    }

    @ParameterizedTest
    @CsvSource({
        "77, false, UP, , it runs",
        "77, false, DOWN, , it is wanted down",
        "77, true, UP, , type: svc -c /a",
        "0, false, DOWN, , type: svc -u /a",
        "77, false, UP, STARTING, it has not reported yet",
        "77, false, UP, FINISHING, its finish runs",
        "0, false, DOWN, FAILED, its finish exited 125"
    })
    void explainsEachStateOfANamedService(int pid, boolean paused, Want want, ServicePhase phase, String text) {
        makeService("/a", pid, paused, want);
        if (phase != null) {
            setState("/a", phase, pid);
        }
        assertThat(why("/a")).contains(text);
    }

    @Test
    void explainsTheFileDown() {
        makeService("/a b", 0, Want.DOWN);
        machine.tree().file("/a b/down", "");
        assertThat(why("/a b"))
                .contains("  why:  the file down keeps it down\n  type: rm '/a b'/down; svc -u '/a b'\n");
    }

    @Test
    void explainsWhyThereIsNoSupervise() {
        machine.tree().directory("/a");
        machine.tree().file("/a/run", "");
        assertThat(why("/a")).contains("no supervise has ever run");
        makeService("/b", 77, Want.UP);
        machine.tree().fifoAt("/b/supervise/ok").closedByReader();
        assertThat(why("/b"))
                .contains("its supervise has ended, and svscan has not started one")
                .contains("; process 77 may still run\n  type: svscan / &   # if none runs there\n");
        assertThat(why("/c")).contains("there is no such directory");
    }

    @Test
    void hasNothingToExplain() {
        makeService("/service/a", 77, Want.UP);
        assertThat(why("/service")).isEqualTo("all services as wanted: 1\n");
    }
}
