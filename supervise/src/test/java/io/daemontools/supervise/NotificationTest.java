package io.daemontools.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {
    private final Notification message = new Notification();

    private Notification parse(String text) {
        byte[] bytes = Bytes.of(text);
        message.parse(bytes, bytes.length);
        return message;
    }

    private String status() {
        return message.hasStatus() ? Bytes.text(message.status(), message.statusLength()) : null;
    }

    private void isEmpty() {
        assertThat(message.ready()).isFalse();
        assertThat(message.reloading()).isFalse();
        assertThat(message.stopping()).isFalse();
        assertThat(message.watchdog()).isFalse();
        assertThat(message.watchdogTrigger()).isFalse();
        assertThat(message.watchdogMicroseconds()).isEqualTo(Notification.NONE);
        assertThat(message.errno()).isEqualTo(Notification.NONE);
        assertThat(message.hasStatus()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "READY=1",
                "READY=1\n",
                "READY=1\r\n",
                "READY=1\0",
                "\n\nREADY=1",
                "MAINPID=1\nREADY=1",
                "READY=1\nREADY=0",
                "STATUS=x\nREADY=1\nUNKNOWN",
                "=\nREADY=1"
            })
    void isReady(String text) {
        assertThat(parse(text).ready()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\0",
                "=",
                "=\n",
                "===",
                "READY",
                "READY=",
                "READY=10",
                "READY=0",
                "READY= 1",
                " READY=1",
                "READY=1 ",
                "ready=1",
                "XREADY=1",
                "\0READY=1",
                "READY=1\0\n",
                "READY=1\0\0",
                "READY=1\nSTATUS=x\0y",
                "\n\0\nREADY=1",
                "READY=1\t\r",
                "RELOADING=11",
                "STOPPING=",
                "WATCHDOG",
                "WATCHDOG=",
                "WATCHDOG=2",
                "WATCHDOG=trigger2",
                "WATCHDOG_USEC=",
                "WATCHDOG_USEC=-1",
                "WATCHDOG_USEC=+1",
                "WATCHDOG_USEC=1s",
                "WATCHDOG_USEC=9223372036854775808",
                "WATCHDOG_USEC=99999999999999999999999999",
                "ERRNO=",
                "ERRNO=ENOENT",
                "ERRNO=2147483648",
                "STATUS",
                "EXTEND_TIMEOUT_USEC=1000000",
                "MAINPID=1",
                "BARRIER=1",
                "FDSTORE=1"
            })
    void ignores(String text) {
        parse("READY=1\nRELOADING=1\nSTOPPING=1\nSTATUS=x\nWATCHDOG=1\nWATCHDOG_USEC=1\nERRNO=1");
        parse(text);
        isEmpty();
    }

    @Test
    void readsAllAssignmentsOfAMessage() {
        parse("RELOADING=1\nSTOPPING=1\nWATCHDOG=1\nWATCHDOG_USEC=9223372036854775807\nERRNO=2\nSTATUS=a = b\nREADY=1");
        assertThat(message.reloading()).isTrue();
        assertThat(message.stopping()).isTrue();
        assertThat(message.watchdog()).isTrue();
        assertThat(message.watchdogTrigger()).isFalse();
        assertThat(message.watchdogMicroseconds()).isEqualTo(Long.MAX_VALUE);
        assertThat(message.errno()).isEqualTo(2);
        assertThat(status()).isEqualTo("a = b");
        assertThat(message.ready()).isTrue();
    }

    @Test
    void theFirstAssignmentToANameCounts() {
        parse("STATUS=\nSTATUS=b\nWATCHDOG=trigger\nWATCHDOG=1\nWATCHDOG_USEC=0\nWATCHDOG_USEC=5");
        assertThat(status()).isEmpty();
        assertThat(message.watchdogTrigger()).isTrue();
        assertThat(message.watchdog()).isFalse();
        assertThat(message.watchdogMicroseconds()).isZero();
    }

    @Test
    void aStatusIsAnyBytes() {
        parse("STATUS=\u00ff\u0080\t\u001b[2J\u00c3\u00a4\nREADY=1");
        assertThat(status()).isEqualTo("\u00ff\u0080\t\u001b[2J\u00c3\u00a4");
        assertThat(message.ready()).isTrue();
    }

    @Test
    void theBeginningOfALongStatusIsKept() {
        parse("STATUS=" + "x".repeat(Notification.LONGEST_STATUS) + "y\nREADY=1");
        assertThat(status()).isEqualTo("x".repeat(Notification.LONGEST_STATUS));
        assertThat(message.ready()).isTrue();
    }

    @Test
    void bytesAfterTheMessageAreNotRead() {
        byte[] bytes = Bytes.of("STATUS=aREADY=1");
        message.parse(bytes, 8);
        assertThat(status()).isEqualTo("a");
        message.parse(bytes, 7);
        assertThat(status()).isEmpty();
        message.parse(bytes, 0);
        isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "=", "\n", "\0", "READY=1", "STATUS=", "WATCHDOG_USEC=", "9"})
    void acceptsAMessageOfAnyLength(String part) {
        String text = part.repeat(65536 / part.length());
        assertThat(parse(text).ready()).isFalse();
        assertThat(parse(text + "\nREADY=1").ready()).isEqualTo(!part.equals("\0"));
    }

    @Test
    void acceptsAnyBytes() {
        Random random = new Random(1);
        byte[] alphabet = Bytes.of("READY=1\nSTATUS\r\0WATCHDOG_USEC9\u00ff");
        byte[] bytes = new byte[200];
        for (int i = 0; i < 20_000; i++) {
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = alphabet[random.nextInt(alphabet.length)];
            }
            message.parse(bytes, random.nextInt(bytes.length));
            assertThat(message.statusLength()).isBetween(0, Notification.LONGEST_STATUS);
            assertThat(message.watchdogMicroseconds()).isGreaterThanOrEqualTo(Notification.NONE);
        }
        Arrays.fill(bytes, (byte) 0xff);
        message.parse(bytes, bytes.length);
        isEmpty();
    }
}
