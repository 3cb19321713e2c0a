package io.daemontools.svscan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessSetTest {
    private final ProcessSet processes = new ProcessSet();

    @Test
    void isEmptyAtFirst() {
        assertThat(processes.contains(7, 0)).isFalse();
        assertThat(processes.contains(0, 0)).isFalse();
    }

    @Test
    void identifiesProcessesByIdAndStart() {
        processes.add(7, 100);
        assertThat(processes.contains(7, 100)).isTrue();
        assertThat(processes.contains(7, 101)).isFalse();
        assertThat(processes.contains(8, 100)).isFalse();
    }

    @Test
    void knowsTheLastProcessWithAnId() {
        processes.add(7, 100);
        processes.add(7, 200);
        assertThat(processes.contains(7, 100)).isFalse();
        assertThat(processes.contains(7, 200)).isTrue();
    }

    @Test
    void holdsThousands() {
        for (int id = 1; id < 10_000; id++) {
            processes.add(id * 32, id);
        }
        for (int id = 1; id < 10_000; id++) {
            assertThat(processes.contains(id * 32, id)).isTrue();
            assertThat(processes.contains(id * 32 + 1, id)).isFalse();
        }
    }

    @Test
    void takesThoseOfAnother() {
        ProcessSet others = new ProcessSet();
        others.add(7, 100);
        others.add(8, 200);
        processes.add(7, 50);
        processes.addAll(others);
        assertThat(processes.contains(7, 100)).isTrue();
        assertThat(processes.contains(8, 200)).isTrue();
    }

    @Test
    void forgetsAll() {
        processes.add(7, 100);
        processes.clear();
        assertThat(processes.contains(7, 100)).isFalse();
    }
}
