package io.daemontools.multilog;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FakePosix;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final String OLD = "@400000006000000000000000.s";
    private static final String NEW = "@400000006100000000000000.u";
    private static final String NEWEST = "@400000006100000000000001.s";

    private final FakePosix posix = new FakePosix();

    @BeforeEach
    void makeFiles() {
        posix.tree().file("current", "");
        posix.tree().file("@short", "");
        posix.tree().file(NEWEST, "");
        posix.tree().file(OLD, "");
        posix.tree().file(NEW, "");
    }

    private void prune(long files) {
        Trouble trouble = new Trouble(posix, new Diagnostics("multilog", posix), new LastError(), "./main");
        new Retention(posix, trouble, files).prune();
    }

    @Test
    void keepsAllThatFit() {
        prune(4);
        assertThat(posix.calls().of("unlink")).isEmpty();
    }

    @Test
    void manyFilesAreAnUnsignedNumber() {
        prune(-1);
        assertThat(posix.calls().of("unlink")).isEmpty();
    }

    @Test
    void removesTheOldestUntilTheRestFits() {
        prune(3);
        assertThat(posix.calls().of("unlink")).containsExactly("unlink " + OLD);
        prune(2);
        assertThat(posix.calls().of("unlink")).containsExactly("unlink " + OLD, "unlink " + NEW);
    }

    @Test
    void retriesAFailedRemoval() {
        posix.clocks().endAt(Duration.ofDays(1));
        posix.calls().failOnce("unlink", Errno.EACCES);
        posix.calls().failOnce("listWorkingDirectory", Errno.EMFILE);

        prune(2);

        assertThat(posix.stderrLines())
                .containsExactly(
                        "multilog: warning: unable to read ./main, pausing: process cannot open more files",
                        "multilog: warning: unable to read ./main, pausing: access denied");
        assertThat(posix.tree().exists(OLD)).isFalse();
        assertThat(posix.tree().exists(NEW)).isFalse();
        assertThat(posix.tree().exists(NEWEST)).isTrue();
    }

    private String newest(String name) {
        Trouble trouble = new Trouble(posix, new Diagnostics("multilog", posix), new LastError(), "./main");
        StringBuilder made = new StringBuilder(name);
        new Retention(posix, trouble, 10).makeNewest(made);
        return made.toString();
    }

    @Test
    void leavesANameThatIsNewer() {
        assertThat(newest("@400000006100000000000002.s")).isEqualTo("@400000006100000000000002.s");
    }

    @Test
    void makesANameOfAnEarlierTimeTheNewest() {
        assertThat(newest("@40000000300000000abcdef0.u")).isEqualTo("@400000006100000000000002.u");
        assertThat(newest("@400000006100000000000001.s")).isEqualTo("@400000006100000000000002.s");
        posix.tree().file("@400000006100000000ffffff.s", "");
        assertThat(newest("@400000005000000000000000.s")).isEqualTo("@400000006100000001000000.s");
    }

    @Test
    void leavesANameWhereTheNewestHasNoDigits() {
        posix.tree().file("@zzzzzzzzzzzzzzzzzzzzzzzz.s", "");
        assertThat(newest("@400000006100000000000002.s")).isEqualTo("@400000006100000000000002.s");
    }
}
