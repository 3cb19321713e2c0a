package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.unit.TestMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContainerTest {
    private static final int SVSCAN = 7;

    private final TestMachine machine = new TestMachine(SVSCAN);

    @BeforeEach
    void mountProc() {
        machine.tree().directory("/proc");
        machine.tree().directory("/proc/7");
        machine.tree().link("/proc/self", "7");
        machine.tree().directory("/proc/7/ns");
        machine.tree().file("/proc/7/ns/pid", "");
        process(1, 0);
    }

    private void process(int pid, int parent) {
        machine.tree().directory("/proc/" + pid);
        machine.tree()
                .file("/proc/" + pid + "/stat", pid + " (x) S " + parent + " 1 1 0 -1" + " 2".repeat(14) + " 1\n");
    }

    private boolean mainProgram() {
        return new Container(machine.posix()).isMainProgram(SVSCAN);
    }

    @Test
    void hasItsMainProgramUnderAnInit() {
        process(SVSCAN, 1);
        process(8, SVSCAN);
        assertThat(mainProgram()).isTrue();
    }

    @Test
    void hasItsMainProgramStartedFromOutside() {
        process(SVSCAN, 0);
        process(8, 1);
        assertThat(mainProgram()).isTrue();
    }

    @Test
    void isNotThatOfASystemsInit() {
        process(SVSCAN, 1);
        process(6, 1);
        assertThat(mainProgram()).isFalse();
    }

    @Test
    void isNotThatOfAnotherParent() {
        process(6, 1);
        process(SVSCAN, 6);
        assertThat(mainProgram()).isFalse();
    }

    @Test
    void isNotKnownWithoutNamespaces() {
        process(SVSCAN, 1);
        machine.tree().remove("/proc/7/ns/pid");
        assertThat(mainProgram()).isFalse();
    }

    @Test
    void isNotKnownFromTheProcOfAnother() {
        process(SVSCAN, 1);
        process(700, 1);
        machine.tree().directory("/proc/700/ns");
        machine.tree().file("/proc/700/ns/pid", "");
        machine.tree().remove("/proc/self");
        machine.tree().link("/proc/self", "700");
        assertThat(mainProgram()).isFalse();
    }

    @Test
    void isNotKnownWithoutProc() {
        machine.tree().remove("/proc/self");
        assertThat(mainProgram()).isFalse();
    }
}
