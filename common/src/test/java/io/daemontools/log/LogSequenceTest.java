package io.daemontools.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.unit.TestMachine;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogSequenceTest {
    private static final String ONE = "@400000006000000000000001.s";
    private static final String TWO = "@400000006000000000000002.s";
    private static final String THREE = "@400000006000000000000003.s";

    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();
    private final LogSequence files = new LogSequence(posix, "/log");
    private final FileStatus status = new FileStatus();

    @BeforeEach
    void makeDirectory() {
        machine.tree().directory("/log");
    }

    private void file(String name, String content) {
        machine.tree().file("/log/" + name, content);
    }

    private String next() {
        if (!files.next()) {
            return "none";
        }
        byte[] content = new byte[10];
        int length = posix.pread(files.descriptor(), content, 0, content.length, 0);
        return new String(content, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private void rename(String from, String to) {
        posix.rename("/log/" + from, "/log/" + to);
    }

    @Test
    void filesComeInTheOrderOfTheirNames() {
        file(TWO, "two");
        file(ONE, "one");
        file("current", "current");
        file("lock", "");
        file("state", "x");
        machine.tree().directory("/log/" + THREE);
        assertThat(next()).isEqualTo("one");
        assertThat(files.live()).isFalse();
        assertThat(next()).isEqualTo("two");
        assertThat(files.before()).hasToString(ONE);
        assertThat(next()).isEqualTo("current");
        assertThat(files.live()).isTrue();
        assertThat(files.rotated(status)).isFalse();
        assertThat(next()).isEqualTo("none");
    }

    @Test
    void aRotatedFileIsNotReadAgain() {
        file("current", "one");
        assertThat(next()).isEqualTo("one");
        rename("current", "previous");
        assertThat(files.rotated(status)).isTrue();
        assertThat(next()).isEqualTo("none");
        posix.link("/log/previous", "/log/" + ONE);
        assertThat(next()).isEqualTo("none");
        posix.unlink("/log/previous");
        file("current", "two");
        assertThat(next()).isEqualTo("two");
        assertThat(files.before()).hasToString(ONE);
        rename("current", TWO);
        file(THREE, "three");
        file("current", "four");
        assertThat(next()).isEqualTo("three");
        assertThat(next()).isEqualTo("four");
    }

    /** The first one was given its name after the listing had passed its place. */
    @Test
    void aNameThatAListingLacksIsNotLeftOut() {
        file(TWO, "two");
        file("current", "three");
        machine.calls().whenMade("closedir", () -> {
            if (!machine.tree().exists("/log/" + THREE)) {
                file(ONE, "one");
                file(THREE, "four");
            }
        });
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
    }

    /** svlogd rotates first, and has the finished file processed then. */
    @Test
    void theOrderOfSvlogdIsKnown() {
        file(ONE.replace(".s", ".u"), "one");
        file(ONE.replace(".s", ".t"), "on");
        file("current", "two");
        StringBuilder newest = new StringBuilder();
        assertThat(files.findBefore(null, newest)).isTrue();
        assertThat(newest).hasToString(ONE.replace(".s", ".u"));
        assertThat(next()).isEqualTo("one");
        rename(ONE.replace(".s", ".t"), ONE);
        assertThat(next()).isEqualTo("two");
        posix.unlink("/log/" + ONE.replace(".s", ".u"));
        rename("current", TWO.replace(".s", ".u"));
        file("current", "three");
        file(TWO.replace(".s", ".t"), "tw");
        assertThat(next()).isEqualTo("three");
        rename(TWO.replace(".s", ".t"), TWO);
        assertThat(next()).isEqualTo("none");
    }

    /** 0.76 makes the next current before the old one has its name. */
    @Test
    void theOrderOfTheOriginalIsKnown() {
        file("previous", "one");
        file("current", "two");
        assertThat(next()).isEqualTo("one");
        assertThat(files.live()).isFalse();
        assertThat(next()).isEqualTo("two");
        rename("previous", ONE);
        rename("current", "previous");
        file("current", "three");
        assertThat(next()).isEqualTo("three");
        rename("previous", TWO);
        assertThat(next()).isEqualTo("none");
    }

    @Test
    void whatAProcessorMakesMayRepeat() {
        file("current", "one");
        assertThat(next()).isEqualTo("one");
        rename("current", "previous");
        file("current", "two");
        assertThat(next()).isEqualTo("two");
        posix.unlink("/log/previous");
        file(ONE, "made");
        rename("current", "previous");
        file("current", "three");
        assertThat(next()).isEqualTo("made");
        assertThat(files.mayRepeat()).isTrue();
        assertThat(next()).isEqualTo("three");
        assertThat(files.mayRepeat()).isFalse();
        rename("previous", TWO);
        assertThat(next()).isEqualTo("none");
    }

    /** It is about to be named, before current. */
    @Test
    void whatAProcessorHasMadeIsWaitedFor() {
        file("processed", "made");
        file("current", "two");
        machine.clock()
                .at(java.time.Duration.ofMillis(300), () -> machine.tree().rename("/log/processed", "/log/" + ONE));
        assertThat(next()).isEqualTo("made");
        assertThat(next()).isEqualTo("two");
    }

    @Test
    void startsAfterALabel() {
        file(ONE, "one");
        file(TWO, "two");
        files.startAfter(TWO.substring(0, 25));
        assertThat(next()).isEqualTo("two");
        StringBuilder name = new StringBuilder();
        assertThat(files.findBefore(null, name)).isTrue();
        assertThat(name).hasToString(TWO);
        assertThat(files.findBefore(TWO, name)).isTrue();
        assertThat(name).hasToString(ONE);
        assertThat(files.findBefore(ONE, name)).isFalse();
    }

    /** As multilog leaves it that was killed between link and unlink; and as a backup makes it. */
    @Test
    void twoLinksAreOneFile() {
        file(ONE, "one");
        posix.link("/log/" + ONE, "/log/previous");
        file("current", "two");
        posix.link("/log/current", "/backup");
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
        assertThat(next()).isEqualTo("none");
    }

    /** The names of a listing serve for many files; otherwise the time would grow with the square of their number. */
    @Test
    void listingsAreFew() {
        int count = 2 * OrderedNames.MOST + 500;
        for (int i = 0; i < count; i++) {
            file(name(i * 7919 % count), Integer.toString(i * 7919 % count));
        }
        file("current", "end");
        for (int i = 0; i < count; i++) {
            assertThat(next()).isEqualTo(Integer.toString(i));
        }
        assertThat(next()).isEqualTo("end");
        assertThat(machine.calls().of("listDirectory")).hasSizeLessThan(8);

        StringBuilder name = new StringBuilder();
        machine.calls().forget();
        assertThat(files.findBefore(null, name)).isTrue();
        for (int i = count - 1; i > 0; i--) {
            assertThat(name).hasToString(name(i));
            assertThat(files.findBefore(name, name)).isTrue();
        }
        assertThat(files.findBefore(name, name)).isFalse();
        assertThat(machine.calls().of("listDirectory")).hasSizeLessThan(4);
    }

    private static String name(int number) {
        return "@40000000600000000000%04x.s".formatted(number);
    }

    /** Those that vanish or are added meanwhile count. */
    @Test
    void aChangedDirectoryIsListedAgain() {
        for (int i = 0; i < 8; i += 2) {
            file(name(i), Integer.toString(i));
        }
        assertThat(next()).isEqualTo("0");
        posix.unlink("/log/" + name(2));
        assertThat(next()).isEqualTo("4");
        machine.clock().pass(java.time.Duration.ofSeconds(1));
        file(name(5), "5");
        assertThat(next()).isEqualTo("5");
        assertThat(next()).isEqualTo("6");
        assertThat(next()).isEqualTo("none");
    }

    @Test
    void continuesWithAFile() {
        file(ONE, "one");
        file(TWO, "two");
        file(THREE, "three");
        FileStatus two = machine.tree().status("/log/" + TWO);
        files.startAfter("");
        assertThat(files.resume(two.device(), two.inode())).isTrue();
        assertThat(files.name()).isEqualTo(TWO);
        assertThat(files.before()).hasToString(ONE);
        assertThat(next()).isEqualTo("three");
        assertThat(files.resume(two.device(), two.inode())).isFalse();
        files.startOver(ONE);
        assertThat(next()).isEqualTo("two");
        files.startOver(THREE + "x");
        assertThat(next()).isEqualTo("one");
    }

    @Test
    void continuesWithAFileWithoutItsName() {
        file(ONE, "one");
        file("previous", "two");
        file("current", "three");
        FileStatus current = machine.tree().status("/log/current");
        assertThat(files.resume(current.device(), current.inode())).isTrue();
        assertThat(files.live()).isTrue();
        assertThat(files.before()).hasToString(ONE);
        rename("previous", TWO);
        rename("current", "previous");
        file("current", "four");
        assertThat(next()).isEqualTo("four");
        FileStatus previous = machine.tree().status("/log/previous");
        files.startOver("");
        assertThat(files.resume(previous.device(), previous.inode())).isTrue();
        assertThat(files.name()).isEqualTo("previous");
        assertThat(files.before()).hasToString(TWO);
        assertThat(next()).isEqualTo("four");
    }

    @Test
    void descriptorsAreFew() {
        file("current", "0");
        int first = -1;
        for (int i = 1; i < 50; i++) {
            assertThat(next()).isEqualTo(Integer.toString(i - 1));
            rename("current", "@4000000060000000000000" + (10 + i) + ".s");
            file("current", Integer.toString(i));
            first = first < 0 ? files.descriptor() : first;
            assertThat(files.descriptor()).isLessThan(first + 3);
        }
        files.close();
        assertThat(posix.openRead("/log/current")).isEqualTo(first);
    }

    /** Otherwise a reader at its limit of descriptors would use them up, and never recover. */
    @Test
    void aFailureLeavesNothingOpen() {
        file("current", "one");
        file("previous", "none");
        List<Integer> before = machine.descriptors().open();
        for (String call : List.of(
                "openReadNoFollow /log/current",
                "openReadNoFollow /log/previous",
                "stat /log/processed",
                "listDirectory /log")) {
            if (call.startsWith("stat")) {
                machine.tree().remove("/log/previous");
            }
            machine.failOn(call, Errno.EMFILE);
            assertThatExceptionOfType(PosixException.class).as(call).isThrownBy(files::next);
            assertThat(machine.descriptors().open()).as(call).isEqualTo(before);
            machine.calls().succeed(call);
        }
        assertThat(next()).isEqualTo("one");
    }

    @Test
    void whatCannotBeReadComesAgainUnlessItIsPassedOver() {
        file(ONE, "one");
        file(TWO, "two");
        machine.failOn("openReadNoFollow /log/" + ONE, Errno.EACCES);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(PosixException.class).isThrownBy(files::next);
            assertThat(files.failed()).isEqualTo(ONE);
        }
        assertThat(files.passOver()).isTrue();
        assertThat(files.passOver()).isFalse();
        assertThat(next()).isEqualTo("two");
    }

    @Test
    void aFailureThatPassesIsNotPassedOver() {
        file(ONE, "one");
        machine.calls().failOnce("openReadNoFollow /log/" + ONE, Errno.EMFILE);
        assertThatExceptionOfType(PosixException.class).isThrownBy(files::next);
        assertThat(files.passOver()).isFalse();
        assertThat(next()).isEqualTo("one");
    }
}
