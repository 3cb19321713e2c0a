package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class SpawnTest {
    private final Spawn plain = Spawn.program("cannot: ", "supervise", "x");

    @Test
    void beginsWithAProgramInTheWorkingDirectory() {
        assertThat(plain.path()).isEqualTo("supervise");
        assertThat(plain.arguments()).containsExactly("supervise", "x");
        assertThat(plain.startFailure()).isEqualTo("cannot: ");
        assertThat(plain.directory()).isNull();
        assertThat(plain.moves()).isEmpty();
    }

    @Test
    void chdirKeepsOtherAttributes() {
        Spawn there = plain.dup2("no move: ", 5, 0).chdir("dir", "no dir: ");
        assertThat(there.directory()).isEqualTo("dir");
        assertThat(there.directoryFailure()).isEqualTo("no dir: ");
        assertThat(there.moves()).containsExactly(5, 0);
        assertThat(there.moveFailure()).isEqualTo("no move: ");
        assertThat(there.arguments()).containsExactly("supervise", "x");
        assertThat(there.startFailure()).isEqualTo("cannot: ");
    }

    @Test
    void dup2KeepsOtherAttributes() {
        Spawn moved = plain.chdir("dir", "no dir: ").dup2("no move: ", 5, 0, 6, 1);
        assertThat(moved.moves()).containsExactly(5, 0, 6, 1);
        assertThat(moved.directory()).isEqualTo("dir");
        assertThat(moved.directoryFailure()).isEqualTo("no dir: ");
        assertThat(moved.startFailure()).isEqualTo("cannot: ");
    }

    @Test
    void pathKeepsOtherAttributes() {
        Spawn shell = plain.chdir("dir", "no dir: ").dup2("no move: ", 5, 0).path("/bin/sh");
        assertThat(shell.path()).isEqualTo("/bin/sh");
        assertThat(shell.arguments()).containsExactly("supervise", "x");
        assertThat(shell.directory()).isEqualTo("dir");
        assertThat(shell.moves()).containsExactly(5, 0);
        assertThat(shell.chdir("other", "").dup2("", 6, 1).path()).isEqualTo("/bin/sh");
    }

    @Test
    void setsidIsOptional() {
        Spawn leader = plain.setsid();
        assertThat(plain.newSession()).isFalse();
        assertThat(leader.newSession()).isTrue();
        assertThat(leader.chdir("dir", "").dup2("", 5, 0).path("/bin/sh").newSession())
                .isTrue();
        assertThat(leader.arguments()).containsExactly("supervise", "x");
    }

    @Test
    void derivedSpawnLeavesTheOriginalUnchanged() {
        plain.chdir("dir", "").dup2("", 5, 0).path("/bin/sh");
        assertThat(plain.path()).isEqualTo("supervise");
        assertThat(plain.directory()).isNull();
        assertThat(plain.moves()).isEmpty();
    }

    @Test
    void readsItsPartsWhenTheChildStarts() {
        StringBuilder name = new StringBuilder("x");
        int[] moves = {5, 0};
        Spawn spawn = Spawn.program("cannot start *: ", "supervise", name)
                .subject(name)
                .dup2("cannot move for *: ", moves)
                .chdir(name, "cannot enter *: ");
        Spawn copy = spawn.copy();
        name.setCharAt(0, 'y');
        moves[0] = 9;
        assertThat(spawn.arguments()).containsExactly("supervise", "y");
        assertThat(spawn.moves()).containsExactly(9, 0);
        assertThat(spawn.directory()).isEqualTo("y");
        assertThat(spawn.startFailure()).isEqualTo("cannot start y: ");
        assertThat(spawn.moveFailure()).isEqualTo("cannot move for y: ");
        assertThat(spawn.directoryFailure()).isEqualTo("cannot enter y: ");
        assertThat(copy.arguments()).containsExactly("supervise", "x");
        assertThat(copy.moves()).containsExactly(5, 0);
        assertThat(copy.directory()).isEqualTo("x");
        assertThat(copy.startFailure()).isEqualTo("cannot start x: ");
    }

    @Test
    void messageWithoutASubjectIsNotChanged() {
        assertThat(Spawn.program("cannot start *: ", "x").startFailure()).isEqualTo("cannot start *: ");
    }

    @Test
    void rejectsNullArguments() {
        assertThatNullPointerException().isThrownBy(() -> Spawn.program(null, "x"));
        assertThatNullPointerException().isThrownBy(() -> plain.chdir(null, ""));
        assertThatNullPointerException().isThrownBy(() -> plain.path(null));
    }
}
