package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;

class ReplacedFileTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final ReplacedFile file = new ReplacedFile("file", posix);

    private void replace(String text) {
        int descriptor = file.create();
        posix.writeAll(descriptor, Bytes.of(text), 0, text.length());
        posix.close(descriptor);
        file.complete();
    }

    @Test
    void isReplacedByACompleteOne() {
        replace("first");
        replace("second");
        assertThat(machine.tree().content("file")).isEqualTo("second");
        assertThat(machine.tree().exists("file.new")).isFalse();
    }

    @Test
    void whatHasTheNameOfTheNewOneIsNotWrittenTo() {
        machine.tree().file("victim", "secret");
        machine.tree().link("file.new", "victim");
        replace("first");
        posix.link("victim", "file.new");
        replace("second");
        assertThat(machine.tree().content("victim")).isEqualTo("secret");
        assertThat(machine.tree().content("file")).isEqualTo("second");
    }

    @Test
    void whatIsNoRegularFileIsNotReplaced() {
        posix.mkfifo("file", 0600);
        assertThatThrownBy(file::create)
                .isInstanceOfSatisfying(
                        PosixException.class, error -> assertThat(error.errno()).isEqualTo(Errno.EEXIST));
        file.discard();
        assertThat(machine.tree().exists("file")).isTrue();
    }

    @Test
    void nothingIsLeftAfterAFailure() {
        posix.close(file.create());
        file.discard();
        assertThat(machine.tree().exists("file.new")).isFalse();
        assertThat(machine.tree().exists("file")).isFalse();
    }
}
