package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class SpawnTest {
    private final Spawn plain = Spawn.program("cannot: ", "supervise", "x");

    @Test
    void beginsWithAProgramHere() {
        assertThat(plain.path()).isEqualTo("supervise");
        assertThat(plain.arguments()).containsExactly("supervise", "x");
        assertThat(plain.startFailure()).isEqualTo("cannot: ");
        assertThat(plain.directory()).isNull();
        assertThat(plain.moves()).isEmpty();
    }

    @Test
    void addsADirectoryWithoutLosingAnything() {
        Spawn there = plain.moving("no move: ", 5, 0).in("dir", "no dir: ");
        assertThat(there.directory()).isEqualTo("dir");
        assertThat(there.directoryFailure()).isEqualTo("no dir: ");
        assertThat(there.moves()).containsExactly(5, 0);
        assertThat(there.moveFailure()).isEqualTo("no move: ");
        assertThat(there.arguments()).containsExactly("supervise", "x");
        assertThat(there.startFailure()).isEqualTo("cannot: ");
    }

    @Test
    void addsMovesWithoutLosingAnything() {
        Spawn moved = plain.in("dir", "no dir: ").moving("no move: ", 5, 0, 6, 1);
        assertThat(moved.moves()).containsExactly(5, 0, 6, 1);
        assertThat(moved.directory()).isEqualTo("dir");
        assertThat(moved.directoryFailure()).isEqualTo("no dir: ");
        assertThat(moved.startFailure()).isEqualTo("cannot: ");
    }

    @Test
    void addsAPathWithoutLosingAnything() {
        Spawn shell = plain.in("dir", "no dir: ").moving("no move: ", 5, 0).at("/bin/sh");
        assertThat(shell.path()).isEqualTo("/bin/sh");
        assertThat(shell.arguments()).containsExactly("supervise", "x");
        assertThat(shell.directory()).isEqualTo("dir");
        assertThat(shell.moves()).containsExactly(5, 0);
        assertThat(shell.in("other", "").moving("", 6, 1).path()).isEqualTo("/bin/sh");
    }

    @Test
    void isInANewSessionOnlyIfAsked() {
        Spawn leader = plain.inNewSession();
        assertThat(plain.newSession()).isFalse();
        assertThat(leader.newSession()).isTrue();
        assertThat(leader.in("dir", "").moving("", 5, 0).at("/bin/sh").newSession())
                .isTrue();
        assertThat(leader.arguments()).containsExactly("supervise", "x");
    }

    @Test
    void isNotChangedByWhatIsMadeOfIt() {
        plain.in("dir", "").moving("", 5, 0).at("/bin/sh");
        assertThat(plain.path()).isEqualTo("supervise");
        assertThat(plain.directory()).isNull();
        assertThat(plain.moves()).isEmpty();
    }

    @Test
    void isNotChangedByWhoMadeIt() {
        String[] arguments = {"supervise", "x"};
        int[] moves = {5, 0};
        Spawn spawn = Spawn.program("cannot: ", arguments).moving("", moves);
        arguments[1] = "y";
        moves[0] = 9;
        assertThat(spawn.arguments()).containsExactly("supervise", "x");
        assertThat(spawn.moves()).containsExactly(5, 0);
    }

    @Test
    void insistsOnWhatAChildNeeds() {
        assertThatNullPointerException().isThrownBy(() -> Spawn.program(null, "x"));
        assertThatNullPointerException().isThrownBy(() -> plain.in(null, ""));
        assertThatNullPointerException().isThrownBy(() -> plain.at(null));
    }
}
