package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PosixExceptionTest {
    @ParameterizedTest
    @EnumSource
    void hasOneInstancePerError(Errno errno) {
        PosixException exception = PosixException.of(errno);
        assertThat(exception.errno()).isEqualTo(errno);
        assertThat(exception).hasMessage(errno.text()).isSameAs(PosixException.of(errno));
        assertThat(exception.getStackTrace()).isEmpty();
    }
}
