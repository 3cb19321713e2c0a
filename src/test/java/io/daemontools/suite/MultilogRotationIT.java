package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rotation loses no line, splits no short line, and keeps to the limits on the number and size of files.
 *
 * <p>Not tested: the exact size of a finished file, which depends on the blocks of input.
 */
class MultilogRotationIT {

    /** Enough lines of this length for a dozen files of 4096 bytes. */
    private static String lines(int length) {
        return IntStream.range(0, 48_000 / (length + 1))
                .mapToObj(i -> (i + " " + "x".repeat(length)).substring(0, length) + "\n")
                .collect(Collectors.joining());
    }

    /** A directory with files of 4096 bytes that contain all lines of this length. */
    private static LogDirectoryView rotated(Toolset tools, Sandbox box, int length) throws IOException {
        String input = lines(length);
        LogDirectoryView log = new LogDirectoryView(box, "lines" + length);
        assertThat(box.command(tools, "multilog", "s4096", "n100", "./" + log.name())
                        .reading(input)
                        .run())
                .isEqualTo(Result.silent());
        assertThat(log.everything()).as("lines of " + length).isEqualTo(input);
        return log;
    }

    @EachToolset
    void keepsEveryLineWhole(Toolset tools, Sandbox box) throws IOException {
        for (int length : new int[] {20, 99, 1000, 1999}) {
            LogDirectoryView log = rotated(tools, box, length);
            assertThat(log.finished()).hasSizeGreaterThan(9).allSatisfy(file -> {
                assertThat(log.content(file)).endsWith("\n").hasSizeLessThanOrEqualTo(4096);
                assertThat(log.modes().get(file)).isEqualTo("rwxr--r--");
            });
            assertThat(log.current()).hasSizeLessThanOrEqualTo(4096);
        }
    }

    @BeyondOriginal
    void waitsForItsProcessorIfSigchldWasIgnored(Toolset tools, Sandbox box) throws IOException {
        String input = lines(99);
        LogDirectoryView log = new LogDirectoryView(box, "main");
        assertThat(box.command(tools, "multilog", "s4096", "n100", "!cat", "./main")
                        .through("env", "--ignore-signal=CHLD")
                        .reading(input)
                        .run())
                .isEqualTo(Result.silent());
        assertThat(log.everything()).isEqualTo(input);
    }

    @EachToolset
    void losesNothingOfLinesTooLongForAFile(Toolset tools, Sandbox box) throws IOException {
        for (int length : new int[] {2000, 2001, 4095, 4096, 4097, 10_000}) {
            LogDirectoryView log = rotated(tools, box, length);
            assertThat(log.finished()).allMatch(file -> log.content(file).length() <= 4096);
        }
    }

    @EachToolset
    void keepsTheNewestFiles(Toolset tools, Sandbox box) throws IOException {
        String input = lines(99);
        for (int n : new int[] {2, 5}) {
            LogDirectoryView log = new LogDirectoryView(box, "n" + n);
            box.command(tools, "multilog", "s4096", "n" + n, "./" + log.name())
                    .reading(input)
                    .run();
            assertThat(log.finished()).as("finished files of " + n + " files").hasSize(n - 1);
            assertThat(input).endsWith(log.everything());
        }
    }

    /** The clock was wrong for a while, or was set back. 0.76 then removes each new file first. */
    @BeyondOriginal
    void keepsTheNewestFilesAfterThoseOfTheFuture(Toolset tools, Sandbox box) throws IOException {
        LogDirectoryView log = new LogDirectoryView(box, "main");
        box.directory("main");
        for (int i = 1; i <= 3; i++) {
            box.file("main/@400000009000000" + i + "00000000.s", "future\n");
        }
        String input = lines(99);
        box.command(tools, "multilog", "s4096", "n4", "./main").reading(input).run();
        assertThat(log.finished()).hasSize(3).allMatch(file -> file.compareTo("@4000000090000003") > 0);
        assertThat(input).endsWith(log.everything());
    }

    /** Files that have the names of old log files, but no labels, count for the number of files alone. */
    @BeyondOriginal
    void keepsTheNewestFilesAfterThoseOfTheFutureBesideStrayFiles(Toolset tools, Sandbox box) throws IOException {
        List<String> strays =
                List.of("@ffffffffffffffffffffffff.s", "@zzzzzzzzzzzzzzzzzzzzzzzz.s", "@9000000000000000AAAAAAAA.s");
        LogDirectoryView log = new LogDirectoryView(box, "main");
        box.directory("main");
        strays.forEach(stray -> box.file("main/" + stray, ""));
        box.file("main/@400000009000000100000000.s", "future\n");
        String input = lines(99);
        box.command(tools, "multilog", "s4096", "n7", "./main").reading(input).run();
        assertThat(log.modes()).containsKeys(strays.toArray(new String[0]));
        box.shell("rm -- \"$@\"", strays.toArray(new String[0]))
                .in(box.path("main"))
                .run();
        assertThat(log.finished()).hasSize(3).allMatch(file -> file.compareTo("@4000000090000001") > 0);
        assertThat(input).endsWith(log.everything());
    }

    @EachToolset
    void keepsTenFilesByDefaultAtLeastTwo(Toolset tools, Sandbox box) throws IOException {
        String input = lines(99);
        box.command(tools, "multilog", "s4096", "./ten", "n1", "./one", "n0", "./none", "nothing", "./text")
                .reading(input)
                .run();
        Map<String, Integer> finished = new TreeMap<>();
        for (String name : List.of("ten", "one", "none", "text")) {
            finished.put(name, new LogDirectoryView(box, name).finished().size());
        }
        assertThat(finished).isEqualTo(Map.of("ten", 9, "one", 1, "none", 1, "text", 1));
    }

    @EachToolset
    void clampsSizes(Toolset tools, Sandbox box) throws IOException {
        String input = lines(99) + lines(99) + lines(99);
        box.command(tools, "multilog", "n100", "./default", "s1", "./small", "s99999999999", "./large")
                .reading(input)
                .run();
        assertThat(new LogDirectoryView(box, "default").finished()).hasSize(1);
        assertThat(new LogDirectoryView(box, "large").current()).isEqualTo(input);

        LogDirectoryView small = new LogDirectoryView(box, "small");
        assertThat(small.everything()).isEqualTo(input);
        assertThat(small.finished()).allMatch(file -> small.content(file).length() > 4096 - 2100);
    }

    @EachToolset
    void continuesTheSizeAfterARestart(Toolset tools, Sandbox box) throws IOException {
        String input = lines(99);
        LogDirectoryView main = new LogDirectoryView(box, "main");
        for (int from = 0; from < input.length(); from += 1500) {
            String part = input.substring(from, Math.min(from + 1500, input.length()));
            box.command(tools, "multilog", "s4096", "n100", "./main")
                    .reading(part)
                    .run();
        }
        assertThat(main.everything()).isEqualTo(input);
        assertThat(main.finished())
                .hasSizeGreaterThan(9)
                .allMatch(file -> main.content(file).length() <= 4096);
    }

    /** 0.76 does not see a signal that comes just before it reads, so it is sent until it is seen. */
    private static void rotate(Running multilog, LogDirectoryView main) {
        Await.equal("finished files", 1, () -> {
            multilog.signal("ALRM");
            return main.finished().size();
        });
    }

    @EachToolset
    void happensOnAlarmUnlessCurrentIsEmpty(Toolset tools, Sandbox box) throws IOException {
        Running multilog = box.command(tools, "multilog", "./main", "-*", "./empty")
                .reading()
                .start();
        LogDirectoryView main = new LogDirectoryView(box, "main");
        multilog.write("one\n");
        Await.equal("current", "one\n", main::current);

        rotate(multilog, main);
        assertThat(main.content(main.finished().get(0))).isEqualTo("one\n");
        multilog.write("two\n");
        Await.equal("all lines", "one\ntwo\n", main::everything);
        assertThat(main.finished()).allMatch(file -> file.endsWith(".s"));

        multilog.endInput();
        assertThat(multilog.ended()).isZero();
        assertThat(new LogDirectoryView(box, "empty").finished()).isEmpty();
    }

    @EachToolset
    void runsTheProcessorOnEachFile(Toolset tools, Sandbox box) throws IOException {
        String input = lines(999);
        LogDirectoryView main = new LogDirectoryView(box, "main");
        // the state counts the files, and each file begins with its number
        String processor = "!n=`cat <&4`; n=$((n + 1)); echo $n >&5; echo file $n; tr x y";
        box.command(tools, "multilog", "s4096", "n100", processor, "./main")
                .reading(input)
                .run();

        assertThat(main.finished()).hasSizeGreaterThan(9);
        assertThat(main.content("state")).isEqualTo(main.finished().size() + "\n");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < main.finished().size(); i++) {
            String file = main.content(main.finished().get(i));
            assertThat(file).startsWith("file " + (i + 1) + "\n");
            all.append(file.substring(file.indexOf('\n') + 1));
        }
        assertThat(all + main.current().replace('x', 'y')).isEqualTo(input.replace('x', 'y'));
        assertThat(main.modes().values()).containsOnly("rwxr--r--", "rw-------", "rw-r--r--");
    }

    @EachToolset
    void triesAgainWhenTheProcessorFails(Toolset tools, Sandbox box) throws IOException {
        Running multilog = box.command(
                        tools, "multilog", "!test -e ../ready || { touch ../ready; exit 1; }; tr a-z A-Z", "./main")
                .reading()
                .start();
        LogDirectoryView main = new LogDirectoryView(box, "main");
        multilog.write("one\n");
        Await.equal("current", "one\n", main::current);
        rotate(multilog, main);
        assertThat(main.content(main.finished().get(0))).isEqualTo("ONE\n");
        assertThat(multilog.err()).isEqualTo("multilog: warning: processor failed in ./main, pausing\n");
    }

    /** The error is that of an earlier call, as in C's {@code errno}: the directory to be created exists. */
    @EachToolset
    void reportsTheLastErrorIfTheProcessorCrashes(Toolset tools, Sandbox box) {
        box.directory("main");
        box.script("main/current", "x".repeat(2999) + "\n");
        box.file("main/state", "");
        Running multilog = box.command(tools, "multilog", "s4096", "!kill -SEGV $$", "./main")
                .reading()
                .start();
        multilog.write("one\n");
        Await.until("message", () -> multilog.err().contains("\n"));
        assertThat(multilog.err())
                .startsWith("multilog: warning: processor crashed in ./main, pausing: file already exists\n");
    }
}
