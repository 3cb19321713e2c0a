package io.daemontools.suite.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwaitTest {
    private final AtomicInteger looks = new AtomicInteger();

    /** Waits for a look that fails the first time. */
    private boolean lookAgainAfter(Exception failure) {
        Await.until("a second look", () -> {
            if (looks.incrementAndGet() == 1) {
                throw failure;
            }
            return true;
        });
        return looks.get() == 2;
    }

    @Test
    void waitsForAMissingFile() {
        assertThat(lookAgainAfter(new FileNotFoundException("not yet"))).isTrue();
    }

    @Test
    void waitsAfterAnUncheckedIoException() {
        assertThat(lookAgainAfter(new UncheckedIOException(new IOException("not yet"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                NullPointerException.class,
                IllegalStateException.class,
                IndexOutOfBoundsException.class,
                NumberFormatException.class,
            })
    void doesNotRetryOtherExceptions(Class<? extends RuntimeException> mistake) throws ReflectiveOperationException {
        RuntimeException thrown = mistake.getDeclaredConstructor().newInstance();
        assertThatThrownBy(() -> lookAgainAfter(thrown)).isSameAs(thrown);
        assertThat(looks).hasValue(1);
    }

    @Test
    void doesNotRetryAssertionErrors() {
        assertThatThrownBy(() -> Await.until("nothing", () -> {
                    throw new AssertionError("at once");
                }))
                .hasMessage("at once");
    }

    @Test
    void waitsForANumber() {
        Await.atLeast("looks", 5, () -> (long) looks.incrementAndGet());
        assertThat(looks).hasValue(5);
    }
}
