package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;

/** Commands without arguments, with too many, and with missing files. svc is in {@link SvcIT}, svstat in {@link SvstatIT}. */
class UsageIT {

    @EachToolset
    void superviseRequiresOneDirectory(Toolset tools, Sandbox box) {
        Result usage = Result.fails(100, "supervise: usage: supervise dir\n");
        assertThat(box.run(tools, "supervise")).isEqualTo(usage);
        assertThat(box.run(tools, "supervise", "a", "b")).isEqualTo(usage);
        assertThat(box.run(tools, "supervise", ""))
                .isEqualTo(Result.fails(111, "supervise: fatal: unable to chdir to : file does not exist\n"));
        assertThat(box.run(tools, "supervise", "-x"))
                .isEqualTo(Result.fails(111, "supervise: fatal: unable to chdir to -x: file does not exist\n"));
    }

    @EachToolset
    void svokRequiresADirectory(Toolset tools, Sandbox box) throws IOException {
        assertThat(box.run(tools, "svok")).isEqualTo(Result.fails(100, "svok: usage: svok dir\n"));
        assertThat(box.run(tools, "svok", "missing"))
                .isEqualTo(Result.fails(111, "svok: fatal: unable to chdir to missing: file does not exist\n"));
        assertThat(box.run(tools, "svok", ""))
                .isEqualTo(Result.fails(111, "svok: fatal: unable to chdir to : file does not exist\n"));
        box.directory("filed");
        box.file("filed/supervise", "");
        assertThat(box.run(tools, "svok", "filed"))
                .isEqualTo(Result.fails(111, "svok: fatal: unable to open filed/supervise/ok: not a directory\n"));
    }

    @EachToolset
    void svokLooksAtItsFirstArgumentOnly(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise.in(box, "foo");
        assertThat(box.run(tools, "svok", "foo", "missing")).isEqualTo(Result.silent());
        assertThat(box.run(tools, "svok", "missing", "foo"))
                .isEqualTo(Result.fails(111, "svok: fatal: unable to chdir to missing: file does not exist\n"));
    }

    @EachToolset
    void svscanNeedsItsDirectory(Toolset tools, Sandbox box) {
        box.file("file", "");
        assertThat(box.run(tools, "svscan", "missing"))
                .isEqualTo(Result.fails(111, "svscan: fatal: unable to chdir to missing: file does not exist\n"));
        assertThat(box.run(tools, "svscan", "file", "."))
                .isEqualTo(Result.fails(111, "svscan: fatal: unable to chdir to file: not a directory\n"));
        assertThat(box.run(tools, "svscan", ""))
                .isEqualTo(Result.fails(111, "svscan: fatal: unable to chdir to : file does not exist\n"));
        assertThat(box.run(tools, "svscan", "-x"))
                .isEqualTo(Result.fails(111, "svscan: fatal: unable to chdir to -x: file does not exist\n"));
    }

    @EachToolset
    void multilogNeedsNoScript(Toolset tools, Sandbox box) {
        assertThat(box.command(tools, "multilog").reading("line\nrest").run()).isEqualTo(Result.silent());
        assertThat(box.command(tools, "multilog", "t", "-*", "what", "", "t")
                        .reading("line\nrest")
                        .run())
                .isEqualTo(Result.silent());
        assertThat(box.dir()).isEmptyDirectory();
    }

    @EachToolset
    void tai64nlocalIgnoresArguments(Toolset tools, Sandbox box) {
        assertThat(box.command(tools, "tai64nlocal", "-x", "missing")
                        .reading("line\nrest")
                        .run())
                .isEqualTo(Result.prints("line\nrest"));
    }
}
