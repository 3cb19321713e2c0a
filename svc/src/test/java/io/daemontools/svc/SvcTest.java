package io.daemontools.svc;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.unit.FifoPeer;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvcTest {
    private static final String USAGE = "svc options: u up, d down, o once, x exit, p pause, c continue, h hup, "
            + "a alarm, i interrupt, t term, k kill\n";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private FifoPeer a;
    private FifoPeer b;

    @BeforeEach
    void makeServiceDirectories() {
        machine.tree().directory("/service/a/supervise");
        machine.tree().directory("/service/b/supervise");
        posix.chdir("/service");
        a = machine.tree().fifo("a/supervise/control");
        b = machine.tree().fifo("b/supervise/control");
        a.openedByReader();
        b.openedByReader();
    }

    private int run(String... arguments) {
        return machine.run(new Svc(), "svc", arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "-u, u",
        "-dx, dx",
        "-udopchaitkx, udopchaitkx",
        "-e, e",
        "-eue, eu",
        "-q12, q12",
        "-1d2q1, 1d2q",
        "-kkdk, kd",
        "-uu, u"
    })
    void writesEachLetterOnceInTheirOrder(String options, String written) {
        assertThat(run(options, "a")).isZero();
        assertThat(a.take()).isEqualTo(written);
        assertThat(machine.calls().of("write")).hasSize(1);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void writesToAllDirectories() {
        assertThat(run("-d", "-u", "a", "/service/b", "a")).isZero();
        assertThat(a.take()).isEqualTo("dudu");
        assertThat(b.take()).isEqualTo("du");
    }

    @Test
    void writesNothingWithoutLetters() {
        assertThat(run("a")).isZero();
        assertThat(a.take()).isEmpty();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void hasNothingToDoWithoutDirectories() {
        assertThat(run("-u")).isZero();
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void needsThreeCallsForADirectory() {
        run("-u", "a", "b");
        assertThat(machine.calls().all())
                .containsSubsequence(
                        "ignore PIPE",
                        "openRead .",
                        "openWrite a/supervise/control",
                        "write 4 1",
                        "close 4",
                        "chdir 3",
                        "openWrite b/supervise/control",
                        "write 4 1",
                        "close 4");
        assertThat(machine.calls().of("chdir")).hasSize(2);
    }

    @Test
    void takesNoNameForTheRoot() {
        machine.tree().directory("/supervise");
        machine.tree().fifo("/supervise/control").openedByReader();
        assertThat(run("-u", "")).isZero();
        assertThat(machine.stderr()).isEqualTo("svc: warning: unable to chdir to : file does not exist\n");
    }

    @Test
    void leavesNoDescriptorBehind() {
        run("-u", "a", "b", "c", "a");
        assertThat(machine.descriptors().open()).containsOnly(0, 1, 2, 3);
        assertThat(machine.tree().workingDirectory()).isEqualTo("/service");
    }

    @Test
    void survivesASuperviseThatExits() {
        machine.calls().whenMade("write", a::exits);
        assertThat(run("-u", "a", "b")).isZero();
        assertThat(machine.ignores(Signal.PIPE)).isTrue();
        assertThat(machine.stderr()).isEqualTo("svc: warning: error writing commands to a: broken pipe\n");
        assertThat(b.take()).isEqualTo("u");
    }

    @Test
    void warnsOfAMissingDirectory() {
        assertThat(run("-u", "nowhere", "a")).isZero();
        assertThat(machine.stderr()).isEqualTo("svc: warning: unable to chdir to nowhere: file does not exist\n");
        assertThat(a.take()).isEqualTo("u");
    }

    @Test
    void warnsThatNoSuperviseRuns() {
        a.closedByReader();
        assertThat(run("-u", "a", "b")).isZero();
        assertThat(machine.stderr()).isEqualTo("svc: warning: unable to control a: supervise not running\n");
        assertThat(b.take()).isEqualTo("u");
    }

    @Test
    void warnsThatNoSuperviseEverRan() {
        machine.tree().directory("new");
        assertThat(run("-u", "new")).isZero();
        assertThat(machine.stderr()).isEqualTo("svc: warning: unable to control new: file does not exist\n");
    }

    @Test
    void failsWhenItCannotReturnToTheStartDirectory() {
        machine.failOn("chdir 3", Errno.EACCES);
        assertThat(run("-u", "a", "b")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svc: fatal: unable to set directory: access denied\n");
        assertThat(b.take()).isEmpty();
    }

    @Test
    void failsWhenItCannotOpenTheStartDirectory() {
        machine.failOn("openRead .", Errno.EACCES);
        assertThat(run("-u", "a")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svc: fatal: unable to open current directory: access denied\n");
    }

    @Test
    void printsItsOptions() {
        assertThat(run("-uz", "a")).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo("svc: illegal option -- z\n" + USAGE);
        assertThat(a.take()).isEmpty();
    }
}
