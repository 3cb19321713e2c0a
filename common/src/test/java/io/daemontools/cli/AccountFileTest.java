package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Account;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFileTest {
    private final TestMachine machine = new TestMachine();
    private final AccountFile accounts = new AccountFile(machine.posix());

    private void accounts(String lines) {
        machine.tree().directory("/etc");
        machine.tree().file("/etc/passwd", lines);
    }

    @Test
    void areFoundByTheirName() {
        accounts("root:x:0:0:root:/root:/bin/sh\n" + "a".repeat(9000)
                + ":x:1:2:::\nwww:*:33:4294967294\nshort:x:5\nlast:x:7:8:");
        assertThat(accounts.find("root")).isEqualTo(new Account(0, 0));
        assertThat(accounts.find("www")).isEqualTo(new Account(33, 4_294_967_294L));
        assertThat(accounts.find("last")).isEqualTo(new Account(7, 8));
        for (String unknown : new String[] {"", "ww", "wwww", "oot", "root:x", "short", "last\n"}) {
            assertThat(accounts.find(unknown)).as(unknown).isNull();
        }
    }

    @Test
    void thereMayBeNone() {
        assertThat(accounts.find("root")).isNull();
        assertThat(accounts.hasAllOfServices()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'passwd: files\n', true",
        "'group: sss\npasswd:\tfiles  systemd # ldap\nshadow: files ldap\n', true",
        "'passwd: compat [!UNAVAIL=return SUCCESS=continue] files', true",
        "'# passwd: sss\n', true",
        "'passwd: files sss\n', false",
        "'passwd:ldap', false"
    })
    void theFileMayHaveAllOfThem(String sources, boolean ofServices) {
        accounts("");
        machine.tree().file("/etc/nsswitch.conf", sources);
        assertThat(accounts.hasAllOfServices()).isEqualTo(ofServices);
        accounts("+@users\n");
        assertThat(accounts.hasAllOfServices()).isFalse();
    }
}
