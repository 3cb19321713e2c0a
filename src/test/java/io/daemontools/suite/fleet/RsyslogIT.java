package io.daemontools.suite.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** svlogs and rsyslogd as services, with the files of {@code docs/logs.md}. */
class RsyslogIT {
    private static final String RSYSLOGD = "/usr/sbin/rsyslogd";
    private static final int ROUNDS = Effort.times(1);
    private static final int LINES = 2000;
    private static final int LONG_LINE = 20_000;
    private static final Pattern TEXT =
            Pattern.compile("\"service\":\"web\",\"text\":\"(line \\d+|x{" + LONG_LINE + "})\"\\}");

    private static List<String> lines(int round) {
        return IntStream.range(round * LINES, (round + 1) * LINES)
                .mapToObj(i -> "line " + i)
                .toList();
    }

    private static void kill(ServiceDirectory service) {
        long pid = service.up();
        ProcessInfo.signal("KILL", pid);
        service.upAgain(pid);
    }

    private static ServiceDirectory ship(Sandbox box, Page page) {
        ServiceDirectory ship = box.service("services/ship");
        box.directory("spool");
        box.script("services/ship/run", in(box, page.example("/service/ship/run")));
        return ship;
    }

    private static ServiceDirectory rsyslog(Sandbox box, String name, String configuration) {
        ServiceDirectory rsyslog =
                box.service("services/" + name).run("exec 2>&1", "exec " + RSYSLOGD + " -n -i NONE -f ./rsyslog.conf");
        Path data = box.directory("services/" + name + "/data");
        box.file(
                "services/" + name + "/rsyslog.conf",
                "global(workDirectory=\"" + data + "\")\n" + in(box, configuration));
        Result check = box.program(
                        RSYSLOGD, "-N1", "-f", rsyslog.path("rsyslog.conf").toString())
                .run();
        assertThat(check.code()).as(check.err()).isZero();
        return rsyslog;
    }

    /** An example of the page, with files in the sandbox. */
    private static String in(Sandbox box, String example) {
        return example.replace("/var/log/svlogs", box.path("spool").toString())
                .replace("/var/log/daemontools", box.path("arrived").toString())
                .replace("/service", box.path("services").toString());
    }

    private static void needed(Toolset tools) {
        assumeTrue(Effort.isWhole(), "takes a minute: in the whole run only");
        assumeFalse(tools.isJvm(), "one runtime is enough");
        assumeTrue(Files.isExecutable(Path.of(RSYSLOGD)), "needs rsyslogd");
    }

    @BeyondOriginal
    void noLineIsMissingInAFile(Toolset tools, Sandbox box) throws IOException {
        needed(tools);
        Page page = Page.of("docs/logs.md");
        ServiceDirectory ship = ship(box, page);
        ServiceDirectory rsyslog = rsyslog(box, "rsyslog", page.example("/etc/rsyslog.d/daemontools.conf"));
        sendAndKill(tools, box, List.of(ship, rsyslog), "arrived.json");
    }

    /** Two rsyslogd, of which one sends lines to the other over the loopback interface. */
    @BeyondOriginal
    void noLineIsMissingOnAnotherMachine(Toolset tools, Sandbox box) throws IOException {
        needed(tools);
        assumeTrue(box.shell("ls /usr/lib/*/rsyslog/omrelp.so").run().code() == 0, "needs rsyslog-relp");
        Page page = Page.of("docs/logs.md");
        String port = "\"" + freePort() + "\"";
        String send = page.example("/etc/rsyslog.d/daemontools-send.conf")
                .replace("logs.example.org", "127.0.0.1")
                .replace("\"2514\"", port);
        String receive = page.example("/etc/rsyslog.d/daemontools-receive.conf")
                .replace("port=\"2514\"", "address=\"127.0.0.1\" port=" + port);
        List<ServiceDirectory> services =
                List.of(ship(box, page), rsyslog(box, "send", send), rsyslog(box, "receive", receive));
        sendAndKill(tools, box, services, "arrived/127.0.0.1.json");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Logs lines while it kills one service after the other, and rotates the file between them as logrotate does. */
    private static void sendAndKill(Toolset tools, Sandbox box, List<ServiceDirectory> services, String arrived)
            throws IOException {
        String longLine = "x".repeat(LONG_LINE);
        Path input = box.file("input", longLine + "\n");
        box.service("services/web").run("exec tail -n +1 -f ../../input").log("exec multilog t s100000 n1000 ./main");
        Running svscan = box.start(tools, "svscan", "services");
        Set<String> written = new TreeSet<>(Set.of(longLine));
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = lines(round);
            written.addAll(lines);
            Files.write(input, lines, StandardOpenOption.APPEND);
            if (round % 4 == 0) {
                Await.until(
                        "the first line of a round",
                        () -> texts(box.path(arrived)).contains(lines.get(0)));
            }
            kill(services.get(round % services.size()));
            if (round % 5 == 4) {
                Files.move(box.path("spool/lines.json"), box.path("spool/lines-" + round + ".json"));
                assertThat(box.run(tools, "svc", "-t", "services/ship")).isEqualTo(Result.silent());
                Await.until("a new file", () -> Files.exists(box.path("spool/lines.json")));
            }
        }
        Await.equal("missing lines", Set.of(), () -> {
            Set<String> missing = new TreeSet<>(written);
            missing.removeAll(texts(box.path(arrived)));
            return missing;
        });
        assertThat(svscan.err()).doesNotContain("svlogs: fatal");
    }

    /** The texts of web's lines in a file. */
    private static Set<String> texts(Path file) throws IOException {
        return TEXT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
