package io.daemontools.svlogs;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest extends SvlogsFixture {
    private int run() {
        return machine.run(new Svlogs(), "svlogs", "-c", "/cursor", "/service/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "svlogs cursor 1",
                "svlogs cursor 1\n",
                "svlogs cursor 2\nend\n",
                "svlogs cursor 1\n1 2 3\nend\n",
                "svlogs cursor 1\n1 2 -5 4 5 - /log\nend\n",
                "svlogs cursor 1\n1 2 x 4 5 - /log\nend\n",
                "svlogs cursor 1\n1 2 007 4 5 - /log\nend\n",
                "svlogs cursor 1\n1 2 9223372036854775808 4 5 - /log\nend\n",
                "svlogs cursor 1\n1 2 99999999999999999999 4 5 - /log\nend\n",
                "svlogs cursor 1\n1 2 3 4 5 zzz /log\nend\n",
                "svlogs cursor 1\n1 2 3 4 5 - /log\n",
                "svlogs cursor 1\n1 2 3 4 5 - /log\nend\nend\n"
            })
    void nonsenseIsRefusedAndKept(String content) {
        log("a", "current", line(1, "one"));
        machine.tree().file("/cursor", content);
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svlogs: fatal: unable to read cursor /cursor: bad format\n");
        assertThat(machine.stdout()).isEmpty();
        assertThat(machine.tree().content("/cursor")).isEqualTo(content);
    }

    /** The file has been truncated, or is another one. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000, Long.MAX_VALUE})
    void anOffsetBeyondTheEndLosesNoLine(long offset) {
        log("a", "current", line(1, "one") + line(2, "two"));
        assertThat(texts("-c", "/cursor", "/service/a")).hasSize(2);
        String state = machine.tree().content("/cursor");
        String size = " " + (2 * line(1, "one").length()) + " ";
        assertThat(state).contains(size);
        machine.tree().remove("/cursor");
        machine.tree().file("/cursor", state.replace(size, " " + offset + " "));
        assertThat(texts("-c", "/cursor", "/service/a")).containsExactly("one", "two");
    }

    @Test
    void belongsToOneProgram() {
        log("a", "current", line(1, "one"));
        machine.tree().file("/cursor.lock", "");
        machine.tree().lockedByAnother("/cursor.lock");
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svlogs: fatal: another svlogs uses cursor /cursor\n");
        assertThat(machine.stdout()).isEmpty();
        assertThat(machine.tree().exists("/cursor")).isFalse();
    }

    @Test
    void hasToBeLocked() {
        log("a", "current", line(1, "one"));
        machine.failOn("openReadWrite /cursor.lock", Errno.EROFS);
        assertThat(run()).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svlogs: fatal: unable to lock cursor /cursor: read-only file system\n");
    }
}
