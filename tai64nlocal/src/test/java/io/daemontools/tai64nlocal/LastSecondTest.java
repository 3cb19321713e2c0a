package io.daemontools.tai64nlocal;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.unit.TestMachine;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastSecondTest {
    private static final String SECOND = "@4000000037c219bf";
    private static final String TIME = "1999-08-24 04:04:05.";

    private final TestMachine machine = new TestMachine();

    private String local(String input, int atOnce) {
        machine.descriptors().readAtMost(atOnce);
        machine.setStdin(input);
        assertThat(machine.run(new Tai64nlocal(), "tai64nlocal")).isZero();
        return machine.stdout();
    }

    /** A label is read digit by digit, or compared as a whole: both must work for all labels. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 24, 25, 26, 27, 40, 1000})
    void blockBoundariesDoNotMatter(int atOnce) {
        String input = SECOND + "00000001 one\n" + SECOND + "3b9ac9ff two\n" + SECOND + "00000000\n"
                + SECOND + "0000000 short\n" + SECOND + "075bcd15 three\n" + SECOND + "3b9aca00 more\n"
                + SECOND + "00000002" + SECOND + "\n" + SECOND + "0000000g no\n" + SECOND + "000000030 long\n"
                + SECOND + "00000004x\n\n@ none\nplain\n" + SECOND + "0000000a end";
        String expected = TIME + "000000001 one\n" + TIME + "999999999 two\n" + TIME + "000000000\n"
                + SECOND + "0000000 short\n" + TIME + "123456789 three\n" + TIME + "1000000000 more\n"
                + TIME + "000000002" + SECOND + "\n" + SECOND + "0000000g no\n" + "@4000000037c219bf000000030 long\n"
                + TIME + "000000004x\n\n@ none\nplain\n" + TIME + "000000010 end";
        assertThat(local(input, atOnce)).isEqualTo(expected);
    }

    /** The time zone may change between two reads. */
    @ParameterizedTest
    @CsvSource({"4096, 2", "1, 100"})
    void asksForTheLocalTimeOncePerSecondAndRead(int atOnce, int calls) {
        machine.clock().setZone(ZoneId.of("Europe/Berlin"));
        local((SECOND + "00000001 x\n").repeat(50) + "@4000000037c219c000000001 y\n".repeat(50), atOnce);
        assertThat(machine.calls().of("localTime")).hasSize(calls);
        assertThat(machine.stdout()).startsWith("1999-08-24 06:04:05.").endsWith("06:04:06.000000001 y\n");
    }

    /** 0.76 crashes on these if they have no local time. */
    @ParameterizedTest
    @ValueSource(ints = {10, 63, 64, 65, 1000, 65_534, 65_535, 65_536, 200_000})
    void returnsAnyNumberOfDigits(int count) {
        String line = "@" + "f".repeat(count) + " x\n";
        assertThat(local(line + SECOND + "00000001\n", 5000)).isEqualTo(line + TIME + "000000001\n");
    }
}
