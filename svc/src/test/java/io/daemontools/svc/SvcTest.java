package io.daemontools.svc;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakeFifo;
import io.daemontools.posix.FakePosix;
import io.daemontools.posix.Signal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvcTest {
    private static final String USAGE = "svc options: u up, d down, o once, x exit, p pause, c continue, h hup, "
            + "a alarm, i interrupt, t term, k kill\n";

    private final FakePosix posix = new FakePosix();
    private FakeFifo a;
    private FakeFifo b;

    @BeforeEach
    void makeServiceDirectories() {
        posix.tree().directory("/service/a/supervise");
        posix.tree().directory("/service/b/supervise");
        posix.chdir("/service");
        a = posix.tree().fifo("a/supervise/control");
        b = posix.tree().fifo("b/supervise/control");
        a.openedByReader();
        b.openedByReader();
    }

    private int run(String... arguments) {
        return Runner.run(new Svc(), new Arguments("svc", arguments), posix);
    }

    @ParameterizedTest
    @CsvSource({"-u, u", "-dx, dx", "-udopchaitkx, udopchaitkx", "-kkdk, kd", "-uu, u"})
    void writesEachLetterOnceInTheirOrder(String options, String written) {
        assertThat(run(options, "a")).isZero();
        assertThat(a.take()).isEqualTo(written);
        assertThat(posix.calls().of("write")).hasSize(1);
        assertThat(posix.stderr()).isEmpty();
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
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void hasNothingToDoWithoutDirectories() {
        assertThat(run("-u")).isZero();
        assertThat(posix.stderr()).isEmpty();
    }

    @Test
    void needsThreeCallsForADirectory() {
        run("-u", "a", "b");
        assertThat(posix.calls().all())
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
        assertThat(posix.calls().of("chdir")).hasSize(2);
    }

    @Test
    void takesNoNameForTheRoot() {
        posix.tree().directory("/supervise");
        posix.tree().fifo("/supervise/control").openedByReader();
        assertThat(run("-u", "")).isZero();
        assertThat(posix.stderr()).isEqualTo("svc: warning: unable to chdir to : file does not exist\n");
    }

    @Test
    void leavesNoDescriptorBehind() {
        run("-u", "a", "b", "c", "a");
        assertThat(posix.descriptors().open()).containsOnly(0, 1, 2, 3);
        assertThat(posix.tree().workingDirectory()).isEqualTo("/service");
    }

    @Test
    void survivesASuperviseThatExits() {
        posix.calls().whenMade("write", a::closedByReader);
        assertThat(run("-u", "a", "b")).isZero();
        assertThat(posix.signals().ignored()).containsOnly(Signal.PIPE);
        assertThat(posix.stderr()).isEqualTo("svc: warning: error writing commands to a: broken pipe\n");
        assertThat(b.take()).isEqualTo("u");
    }

    @Test
    void warnsOfAMissingDirectory() {
        assertThat(run("-u", "nowhere", "a")).isZero();
        assertThat(posix.stderr()).isEqualTo("svc: warning: unable to chdir to nowhere: file does not exist\n");
        assertThat(a.take()).isEqualTo("u");
    }

    @Test
    void warnsThatNoSuperviseRuns() {
        a.closedByReader();
        assertThat(run("-u", "a", "b")).isZero();
        assertThat(posix.stderr()).isEqualTo("svc: warning: unable to control a: supervise not running\n");
        assertThat(b.take()).isEqualTo("u");
    }

    @Test
    void warnsThatNoSuperviseEverRan() {
        posix.tree().directory("new");
        assertThat(run("-u", "new")).isZero();
        assertThat(posix.stderr()).isEqualTo("svc: warning: unable to control new: file does not exist\n");
    }

    @Test
    void failsWhenItCannotReturnToTheStartDirectory() {
        posix.failOn("chdir 3", Errno.EACCES);
        assertThat(run("-u", "a", "b")).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("svc: fatal: unable to set directory: access denied\n");
        assertThat(b.take()).isEmpty();
    }

    @Test
    void failsWhenItCannotOpenTheStartDirectory() {
        posix.failOn("openRead .", Errno.EACCES);
        assertThat(run("-u", "a")).isEqualTo(111);
        assertThat(posix.stderr()).isEqualTo("svc: fatal: unable to open current directory: access denied\n");
    }

    @Test
    void printsItsOptions() {
        assertThat(run("-uz", "a")).isEqualTo(100);
        assertThat(posix.stderr()).isEqualTo("svc: illegal option -- z\n" + USAGE);
        assertThat(a.take()).isEmpty();
    }
}
