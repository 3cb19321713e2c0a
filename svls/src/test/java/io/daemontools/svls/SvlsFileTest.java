package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Signal;
import io.daemontools.service.Want;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** svls with the option {@code -f}. */
class SvlsFileTest extends SvlsFixture {
    @ParameterizedTest
    @ValueSource(strings = {"-", "-j", "-m", "-x"})
    void writesAllOfADirectoryToAFile(String format) {
        makeService("/s/up", 77, Want.UP);
        machine.tree().directory("/s/new");
        String option = format.equals("-") ? "-f" : format + "f";
        assertThat(run(option, "out", "/s")).isEqualTo(1);
        assertThat(machine.stdout()).isEmpty();
        assertThat(machine.tree().content("out")).contains("up", "new");
    }

    @Test
    void replacesAFile() {
        machine.tree().directory("/service");
        machine.tree().file("/out", "before");
        assertThat(run("-j", "-f", "/out")).isZero();
        assertThat(machine.stdout()).isEmpty();
        assertThat(machine.tree().content("/out")).endsWith("\"services\":[]}\n");
        assertThat(machine.tree().exists("/out.new")).isFalse();
    }

    @Test
    void keepsTheFileIfItCannotWrite() {
        machine.tree().directory("/service");
        machine.tree().file("/out", "before");
        machine.failOn("write", Errno.ENOSPC);
        assertThat(run("-f", "/out")).isEqualTo(111);
        assertThat(machine.tree().content("/out")).isEqualTo("before");
    }

    /** A process that does not ignore XFSZ would end there, and leave the new file. */
    @Test
    void reportsALimitOnTheSizeOfFiles() {
        makeService("/service/a", 77, Want.UP);
        machine.calls().failOnce("write", Errno.EFBIG);
        assertThat(run("-m", "-f", "/out", "/service")).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svls: fatal: unable to write /out: file too big\n");
        assertThat(machine.tree().exists("/out.new")).isFalse();
        assertThat(machine.ignores(Signal.XFSZ)).isTrue();
    }
}
