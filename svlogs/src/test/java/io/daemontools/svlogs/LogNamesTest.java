package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.log.LogDirectories;
import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogNamesTest {
    @ParameterizedTest
    @CsvSource({
        "/service/web, web",
        "/service/web/, web",
        "/service/web/log, web",
        "/service/web/log/main, web",
        "/service/web/log/errors, web",
        "/service/web/log/main/., web",
        "/service/web/log/main/.., web",
        "/service/web/log/main/../.., web",
        "/service/db/../web/log, web",
        "/service/log, log",
        "/service/log/log, log",
        "/copy/db/log/main, db",
        "/copy/db/log, db",
        "/var/log/mail, mail",
        "/var/log, log",
        "/log/mail, mail",
        "/log, log",
        "/.., /",
        "/, /"
    })
    void areThoseOfServices(String path, String name) {
        TestMachine machine = new TestMachine();
        machine.tree().directory("/service/web/log");
        machine.tree().file("/service/web/run", "");
        machine.tree().directory("/service/log/log");
        machine.tree().file("/service/log/run", "");
        machine.tree().directory("/copy/db/log/main");
        machine.tree().directory("/var/log/mail");
        machine.tree().directory("/var/run");
        assertThat(new LogNames(new LogDirectories(machine.posix())).of(path)).isEqualTo(name);
    }
}
