package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;

/** The bytes that svc writes to control FIFOs, and its messages. {@link ControlIT} has their effect. */
class SvcIT {

    private static final String OPTIONS =
            "svc options: u up, d down, o once, x exit, p pause, c continue, h hup, a alarm,"
                    + " i interrupt, t term, k kill\n";

    @EachToolset
    void writesEachLetterOnceInTheOrderGiven(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        assertThat(box.run(tools, "svc", "-udopchaitkx", "foo")).isEqualTo(Result.silent());
        assertThat(foo.commands()).isEqualTo("udopchaitkx");

        assertThat(box.run(tools, "svc", "-xk", "-t", "-iahcpodu", "foo")).isEqualTo(Result.silent());
        assertThat(foo.commands()).isEqualTo("xktiahcpodu");

        assertThat(box.run(tools, "svc", "-du", "-d", "-uu", "-du", "foo")).isEqualTo(Result.silent());
        assertThat(foo.commands()).isEqualTo("du");
    }

    @EachToolset
    void writesNothingWithoutLetters(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        assertThat(box.run(tools, "svc", "foo")).isEqualTo(Result.silent());
        assertThat(foo.commands()).isEmpty();
    }

    @EachToolset
    void needsNoDirectory(Toolset tools, Sandbox box) {
        assertThat(box.run(tools, "svc")).isEqualTo(Result.silent());
        assertThat(box.run(tools, "svc", "-u")).isEqualTo(Result.silent());
    }

    @EachToolset
    void continuesAfterAnError(Toolset tools, Sandbox box) throws IOException {
        box.directory("bare");
        box.file("file", "");
        FakeSupervise one = FakeSupervise.in(box, "one");
        FakeSupervise two = FakeSupervise.in(box, "deep/two");
        FakeSupervise.in(box, "dead").close();

        Result result = box.run(tools, "svc", "-h", "missing", "one", "bare", "dead", "file", "", "deep/two");
        assertThat(result)
                .isEqualTo(Result.warns("svc: warning: unable to chdir to missing: file does not exist\n"
                        + "svc: warning: unable to control bare: file does not exist\n"
                        + "svc: warning: unable to control dead: supervise not running\n"
                        + "svc: warning: unable to chdir to file: not a directory\n"
                        + "svc: warning: unable to chdir to : file does not exist\n"));
        assertThat(one.commands()).isEqualTo("h");
        assertThat(two.commands()).isEqualTo("h");
    }

    /** Longer than any system accepts, and too many for a small heap. */
    @EachToolset
    void continuesAfterVeryLongNames(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        String name = "x".repeat(120_000);
        String[] arguments = {"-h", name, name, name, name, name, name, name, name, "foo"};
        Result result = box.run(tools, "svc", arguments);
        assertThat(result)
                .isEqualTo(Result.warns(
                        ("svc: warning: unable to chdir to " + name + ": file name too long\n").repeat(8)));
        assertThat(foo.commands()).isEqualTo("h");
    }

    @EachToolset
    void readsManyLettersOfOneArgument(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        assertThat(box.run(tools, "svc", "-" + "ud".repeat(60_000), "foo")).isEqualTo(Result.silent());
        assertThat(foo.commands()).isEqualTo("ud");
    }

    @EachToolset
    void acceptsAbsoluteNames(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        String absolute = box.path("foo").toString();
        assertThat(box.run(tools, "svc", "-h", absolute, "foo")).isEqualTo(Result.silent());
        assertThat(foo.commands()).isEqualTo("hh");
    }

    @EachToolset
    void readsOptionsUpToTheFirstDirectory(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        FakeSupervise dash = FakeSupervise.in(box, "-h");
        assertThat(box.run(tools, "svc", "-a", "foo", "-h")).isEqualTo(Result.silent());
        assertThat(foo.commands()).isEqualTo("a");
        assertThat(dash.commands()).isEqualTo("a");

        assertThat(box.run(tools, "svc", "-a", "--", "-h")).isEqualTo(Result.silent());
        assertThat(dash.commands()).isEqualTo("a");

        // whatever begins with two dashes is the end of the options
        assertThat(box.run(tools, "svc", "-a", "--other", "-h", "foo")).isEqualTo(Result.silent());
        assertThat(dash.commands()).isEqualTo("a");
        assertThat(foo.commands()).isEqualTo("a");

        assertThat(box.run(tools, "svc", "-", "foo"))
                .isEqualTo(Result.warns("svc: warning: unable to chdir to -: file does not exist\n"));
        assertThat(foo.commands()).isEmpty();
    }

    @EachToolset
    void rejectsOtherLetters(Toolset tools, Sandbox box) throws IOException {
        FakeSupervise foo = FakeSupervise.in(box, "foo");
        assertThat(box.run(tools, "svc", "-uZ", "foo"))
                .isEqualTo(Result.fails(100, "svc: illegal option -- Z\n" + OPTIONS));
        assertThat(box.run(tools, "svc", "-d-", "foo"))
                .isEqualTo(Result.fails(100, "svc: illegal option -- -\n" + OPTIONS));
        assertThat(box.run(tools, "svc", "-\u00ff", "foo"))
                .isEqualTo(Result.fails(100, "svc: illegal option -- \u00ff\n" + OPTIONS));
        assertThat(foo.commands()).isEmpty();
    }

    @EachToolset
    void writesIntoAnythingCalledControl(Toolset tools, Sandbox box) {
        box.directory("foo/supervise");
        box.file("foo/supervise/control", "....");
        assertThat(box.run(tools, "svc", "-ut", "foo")).isEqualTo(Result.silent());
        assertThat(box.content("foo/supervise/control")).isEqualTo("ut..");
    }

    @EachToolset
    void reportsFailedWrites(Toolset tools, Sandbox box) {
        box.directory("foo/supervise");
        box.shell("ln -s /dev/full foo/supervise/control").run();
        assertThat(box.run(tools, "svc", "-u", "foo"))
                .isEqualTo(Result.warns("svc: warning: error writing commands to foo: out of disk space\n"));
    }
}
