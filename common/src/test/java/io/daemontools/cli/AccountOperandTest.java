package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daemontools.posix.Account;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a machine without accounts. */
class AccountOperandTest {
    private final TestMachine machine = new TestMachine();

    private Account find(String operand) {
        return AccountOperand.find("setuidgid", operand, machine.posix());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "65534, 65534, 65534",
        "4294967294, 4294967294, 4294967294",
        "000000000000000000017, 17, 17",
        ":0, 0, 0",
        ":17, 17, 17",
        ":17:0, 17, 0",
        ":0:4294967294, 0, 4294967294"
    })
    void idsMayBeNumbers(String operand, long user, long group) {
        assertThat(find(operand)).isEqualTo(new Account(user, group));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "root",
                ":",
                "::",
                ":1:",
                "::1",
                ":1:2:",
                ":1:2:3",
                ":1x",
                ":1:2x",
                ": 1",
                ":1 ",
                ":-1",
                ":+1",
                ":0x1",
                ":1:root",
                ":root:1",
                ":4294967295",
                ":1:4294967295",
                "4294967295",
                "4294967296",
                "18446744073709551616",
                "1:2",
                "1:",
                "1x",
                "-1",
                "+1",
                " 1",
                "\u00b2"
            })
    void anythingElseIsUnknown(String operand) {
        assertThatThrownBy(() -> find(operand))
                .isInstanceOf(FatalException.class)
                .hasMessage("setuidgid: fatal: unknown account " + operand)
                .returns(ExitStatus.TEMPORARY, error -> ((FatalException) error).exitStatus());
    }

    @Test
    void idsAfterAColonNeedNoLookup() {
        find(":1:2");
        assertThat(machine.calls().of("account")).isEmpty();
        find("12");
        assertThat(machine.calls().of("account")).containsExactly("account 12");
    }
}
