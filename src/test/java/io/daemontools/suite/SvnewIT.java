package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** svnew and svlint: what one makes works, and the other finds nothing in it. */
class SvnewIT {
    /** Each byte that an argument can have. */
    private static String allBytes() {
        StringBuilder bytes = new StringBuilder();
        for (char each = 1; each <= 0xff; each++) {
            bytes.append(each);
        }
        return bytes.toString();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @BeyondOriginal
    void madeServiceRunsAndIsLogged(Toolset tools, Sandbox box) throws IOException {
        box.directory("service");
        String[] arguments = {"-e", "A=it's\n$x", "service/foo", "--", "sh", "-c", "echo \"<$A>\"; exec sleep 86400"};
        assertThat(box.run(tools, "svnew", arguments)).isEqualTo(Result.silent());
        assertThat(box.run(tools, "svlint", "service/foo")).isEqualTo(Result.silent());
        assertThat(names(box.path("service"))).containsExactly("foo");
        Running svscan = box.start(tools, "svscan", "service");
        ServiceDirectory foo = box.service("service/foo");
        foo.up();
        Await.until(
                "log",
                () -> foo.content("log/main/current").contains(" <it's\n")
                        && foo.content("log/main/current").endsWith(" $x>\n"));
        svscan.endTree();
        assertThat(box.run(tools, "svnew", arguments))
                .isEqualTo(Result.fails(111, "svnew: fatal: unable to make service/foo: file already exists\n"));
        assertThat(names(box.path("service"))).containsExactly("foo");
    }

    @BeyondOriginal
    void argumentsAreExact(Toolset tools, Sandbox box) {
        String[] words = {allBytes(), "", "-n", "~", "a b", "'", "*", "\n", "$(x)", "\\"};
        String[] arguments = Stream.concat(
                        Stream.of(
                                "foo",
                                "--",
                                box.script("show", "#!/bin/sh\nprintf '%s|' \"$@\"\n")
                                        .toString()),
                        Stream.of(words))
                .toArray(String[]::new);
        assertThat(box.run(tools, "svnew", arguments)).isEqualTo(Result.silent());
        String expected = String.join("|", words) + "|";
        for (String shell : List.of("sh", "bash", "zsh")) {
            if (box.shell("command -v " + shell).run().code() == 0) {
                assertThat(box.program(shell, "foo/run").run()).as(shell).isEqualTo(Result.prints(expected));
            }
        }
    }

    @BeyondOriginal
    void accountsAndModesAreSet(Toolset tools, Sandbox box) throws IOException {
        Privileges.needRoot("another user");
        box.shell("chmod 755 .").run();
        assertThat(box.command(tools, "svnew", "-u", "daemon", "-l", "nobody", "-e", "A=1", "foo", "--", "sleep", "1")
                        .through("sh", "-c", "umask 077; exec \"$@\"", "sh")
                        .run())
                .isEqualTo(Result.silent());
        Result modes = box.shell("stat -c '%a %U %n' foo foo/run foo/env foo/env/A foo/log foo/log/run foo/log/main")
                .run();
        assertThat(modes)
                .isEqualTo(Result.prints(
                        "755 root foo\n755 root foo/run\n700 root foo/env\n600 root foo/env/A\n755 root foo/log\n"
                                + "755 root foo/log/run\n750 nobody foo/log/main\n"));
        assertThat(box.run(tools, "svlint", "foo")).isEqualTo(Result.silent());
        assertThat(box.shell("chown root foo/log/main").run().code()).isZero();
        assertThat(box.run(tools, "svlint", "foo"))
                .isEqualTo(new Result(
                        1, "foo/log/main: error: is not writable for nobody; chown -R nobody foo/log/main\n", ""));
    }

    @BeyondOriginal
    void reportsWhatCannotWork(Toolset tools, Sandbox box) throws IOException {
        box.service("foo").run("exec no-such-program");
        box.file("foo/type", "longrun\n");
        Result lines = box.run(tools, "svlint", "foo");
        assertThat(lines)
                .isEqualTo(new Result(
                        1,
                        "foo/run: error: no-such-program is in no directory of PATH; install it, or give its full name\n"
                                + "foo/type: warning: is a file of s6-rc and has no effect here; remove it\n",
                        ""));
        Result document = box.run(tools, "svlint", "-j", "foo");
        assertThat(document.code()).isEqualTo(1);
        assertThat(document.out()).startsWith("[\n{\"directory\":\"foo\",\"file\":\"foo/run\",\"severity\":\"error\",");
        assertThat(box.run(tools, "svlint")).isEqualTo(Result.fails(100, "svlint: usage: svlint [-j] dir ...\n"));
        assertThat(box.run(tools, "svnew", "bar").code()).isEqualTo(100);
        assertThat(box.path("bar")).doesNotExist();
    }
}
