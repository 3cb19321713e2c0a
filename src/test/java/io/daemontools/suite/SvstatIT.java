package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** svstat's lines, from status files made by hand. */
class SvstatIT {

    @EachToolset
    void printsOnlyWhatApplies(Toolset tools, Sandbox box) throws IOException {
        List<String> argv = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int pid : new int[] {0, 12345}) {
            for (int paused = 0; paused < 2; paused++) {
                for (char want : new char[] {'u', 'd', 0, 'x'}) {
                    for (boolean normallyDown : new boolean[] {false, true}) {
                        String name = "s" + argv.size();
                        FakeSupervise fake =
                                FakeSupervise.in(box, name).status(FakeSupervise.FUTURE, pid, paused, want);
                        if (normallyDown) {
                            fake.down();
                        }

                        argv.add(name);
                        expected.append(name + ": " + line(pid, paused, want, normallyDown) + "\n");
                    }
                }
            }
        }
        Result result = box.run(tools, "svstat", argv.toArray(String[]::new));
        assertThat(result).isEqualTo(Result.prints(expected.toString()));
    }

    private static String line(int pid, int paused, char want, boolean normallyDown) {
        return (pid != 0 ? "up (pid " + pid + ") 0 seconds" : "down 0 seconds")
                + (pid != 0 && normallyDown ? ", normally down" : "")
                + (pid == 0 && !normallyDown ? ", normally up" : "")
                + (pid != 0 && paused == 1 ? ", paused" : "")
                + (pid == 0 && want == 'u' ? ", want up" : "")
                + (pid != 0 && want == 'd' ? ", want down" : "");
    }

    @EachToolset
    void countsSecondsSinceTheStamp(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        long before = System.currentTimeMillis() / 1000;
        foo.status((1L << 62) + 10 + before - 1_000_000, 1, 0, 'u');
        String line = box.run(tools, "svstat", "foo").out();
        long after = System.currentTimeMillis() / 1000;

        assertThat(line).matches("foo: up \\(pid 1\\) [0-9]+ seconds\n");
        assertThat(Long.parseLong(line.replaceAll(".*\\) | seconds\n", "")))
                .isBetween(1_000_000L, 1_000_000 + after - before);
    }

    @EachToolset
    void readsThePidAsFourLittleEndianBytes(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise.in(box, "small").status(FakeSupervise.FUTURE, 0x04030201, 0, 'u');
        FakeSupervise.in(box, "large").status(FakeSupervise.FUTURE, -1, 0, 'u');
        assertThat(box.run(tools, "svstat", "small", "large"))
                .isEqualTo(Result.prints("small: up (pid 67305985) 0 seconds\nlarge: up (pid 4294967295) 0 seconds\n"));
    }

    @EachToolset
    void acceptsLongerStatusesOnly(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise.in(box, "empty").status(new byte[0]);
        FakeSupervise.in(box, "cut").status(new byte[17]);
        FakeSupervise encore = FakeSupervise.in(box, "encore");
        byte[] longer = new byte[20];
        longer[0] = 0x50;
        longer[17] = 'd';
        encore.status(longer);
        assertThat(box.run(tools, "svstat", "empty", "cut", "encore"))
                .isEqualTo(Result.prints("empty: unable to read supervise/status: bad format\n"
                        + "cut: unable to read supervise/status: bad format\n"
                        + "encore: down 0 seconds, normally up\n"));
    }

    @EachToolset
    void reportsMissingFiles(Toolset tools, Sandbox box) throws IOException {
        box.directory("bare");
        box.directory("filed");
        box.file("filed/supervise", "");
        box.file("file", "");
        FakeSupervise.in(box, "dead").status(FakeSupervise.FUTURE, 0, 0, 'u').close();
        FakeSupervise.in(box, "foo");
        box.directory("looped");
        box.shell("ln -s down looped/down").run();

        assertThat(box.run(tools, "svstat", "missing", "", "file", "bare", "filed", "dead", "foo", "looped"))
                .isEqualTo(Result.prints("missing: unable to chdir: file does not exist\n"
                        + ": unable to chdir: file does not exist\n"
                        + "file: unable to chdir: not a directory\n"
                        + "bare: unable to open supervise/ok: file does not exist\n"
                        + "filed: unable to open supervise/ok: not a directory\n"
                        + "dead: supervise not running\n"
                        + "foo: unable to open supervise/status: file does not exist\n"
                        + "looped: unable to stat down: symbolic link loop\n"));
    }

    /** 0.76 takes the failure for a long status, and shows the previous one. */
    @BeyondOriginal
    void reportsAnUnreadableStatus(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise.in(box, "foo");
        box.directory("foo/supervise/status");
        assertThat(box.run(tools, "svstat", "foo"))
                .isEqualTo(Result.prints("foo: unable to read supervise/status: is a directory\n"));
    }

    @EachToolset
    void takesEveryArgumentForADirectory(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "svstat")).isEqualTo(Result.silent());
        assertThat(box.run(tools, "svstat", "-u", "--", "-"))
                .isEqualTo(Result.prints("-u: unable to chdir: file does not exist\n"
                        + "--: unable to chdir: file does not exist\n"
                        + "-: unable to chdir: file does not exist\n"));
    }
}
