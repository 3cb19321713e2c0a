package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.ProcessInfo;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Sanitizers;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;

/**
 * Run scripts from tutorials, with common servers: these run as the right user, and answer again after they were killed.
 * Servers that are not installed are skipped.
 */
class TutorialIT {
    private static final long NOBODY = 65534;

    private static void needs(String program) {
        assumeTrue(
                Stream.of("/usr/bin", "/bin", "/usr/local/bin")
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program))),
                "needs " + program);
    }

    private static long user(long pid) throws IOException {
        return ((Number) Files.getAttribute(Path.of("/proc/" + pid), "unix:uid")).longValue();
    }

    /** A port that was free a moment ago. */
    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static ServiceDirectory supervised(Sandbox box, Toolset tools, String... lines) {
        box.shell("chmod 755 .").run();
        ServiceDirectory service = box.service("service").run(lines);
        box.start(tools, "supervise", "service");
        return service;
    }

    @EachToolset
    void nodeUnderAnotherUser(Toolset tools, Sandbox box) throws Exception {
        Privileges.needRoot("setuidgid");
        needs("node");
        int port = port();
        box.file(
                "server.js",
                "require('http').createServer((question, answer) => answer.end(process.getuid() + ' ' + process.argv[2]))"
                        + ".listen(" + port + ", '127.0.0.1');\n");
        ServiceDirectory service = supervised(
                box,
                tools,
                "exec 2>&1",
                "exec setuidgid nobody softlimit -o 100 `command -v node` ../server.js \"$$\"");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest question =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();

        long first = service.up();
        Await.equal("answer", NOBODY + " " + first, () -> answer(client, question));
        ProcessInfo.signal("KILL", first);
        long second = service.upAgain(first);
        Await.equal("answer of another", NOBODY + " " + second, () -> answer(client, question));
        assertThat(user(second)).isEqualTo(NOBODY);
    }

    private static String answer(HttpClient client, HttpRequest question) throws IOException, InterruptedException {
        return client.send(question, HttpResponse.BodyHandlers.ofString()).body();
    }

    @EachToolset
    void memcachedOnASocketInTheFileSystem(Toolset tools, Sandbox box) throws Exception {
        Privileges.needRoot("setuidgid");
        needs("memcached");
        box.shell("mkdir -m 777 socket").run();
        ServiceDirectory service = supervised(
                box,
                tools,
                "exec 2>&1",
                "exec setuidgid nobody softlimit -c 0 memcached -s ../socket/memcached -a 700 -m 8");
        String socket = box.path("socket/memcached").toString();

        long first = service.up();
        Await.equal("storage", "STORED\r\n", () -> ask(socket, "set greeting 0 0 5\r\nhello\r\n"));
        assertThat(ask(socket, "get greeting\r\n")).isEqualTo("VALUE greeting 0 5\r\nhello\r\nEND\r\n");
        assertThat(user(first)).isEqualTo(NOBODY);

        assertThat(box.run(tools, "svc", "-t", "service").code()).isZero();
        long second = service.upAgain(first);
        Await.equal("answer of another", "END\r\n", () -> ask(socket, "get greeting\r\n"));
        assertThat(user(second)).isEqualTo(NOBODY);
    }

    /** Asks on a connection of its own, and takes what comes at once for the answer. */
    private static String ask(String socket, String question) throws IOException {
        try (UnixSocketChannel channel = UnixSocketChannel.open(new UnixSocketAddress(socket))) {
            channel.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(1000);
            channel.read(answer);
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        }
    }

    @EachToolset
    void scriptThatSelectsItsUser(Toolset tools, Sandbox box) throws Exception {
        ServiceDirectory service = supervised(
                box,
                tools,
                "if [ \"$(id -u)\" = 0 ]; then",
                "  exec setuidgid nobody ./run",
                "fi",
                "cd / || exit 111",
                "exec sleep 86400");
        long first = service.up();
        Await.equal("program", "sleep 86400", () -> ProcessInfo.commandLine(first));
        assertThat(user(first))
                .isEqualTo(
                        Privileges.root()
                                ? NOBODY
                                : user(ProcessHandle.current().pid()));
        ProcessInfo.signal("KILL", first);
        long second = service.upAgain(first);
        Await.equal("program again", "sleep 86400", () -> ProcessInfo.commandLine(second));
    }

    @EachToolset
    void pythonWithItsOwnLog(Toolset tools, Sandbox box) {
        Privileges.needRoot("setuidgid");
        needs("python3");
        box.shell("mkdir -m 777 log").run();
        box.file(
                "worker.py",
                String.join(
                        "\n",
                        "import logging, os, sys, time",
                        "logging.basicConfig(filename=os.environ['LOG'], format='%(process)d %(message)s', level='INFO')",
                        "logging.info('started by %s as %d', os.environ['GREETING'], os.getuid())",
                        "while True: time.sleep(1)",
                        ""));
        box.directory("env");
        box.file("env/LOG", box.path("log/worker").toString());
        box.file("env/GREETING", "envdir ");
        ServiceDirectory service =
                supervised(box, tools, "exec setuidgid nobody envdir ../env /usr/bin/env python3 ../worker.py");

        long first = service.up();
        String firstLine = first + " started by envdir as " + NOBODY + "\n";
        Await.equal("log", firstLine, () -> box.content("log/worker"));
        ProcessInfo.signal("KILL", first);
        long second = service.upAgain(first);
        Await.equal(
                "longer log", firstLine + firstLine.replace("" + first, "" + second), () -> box.content("log/worker"));
    }

    /** A server that drops its privileges by itself, as its environment specifies, like djbdns. */
    @EachToolset
    void serverLikeDjbdns(Toolset tools, Sandbox box) throws Exception {
        Sanitizers.leaveOut("softlimit leaves them no room to start");
        Privileges.needRoot("a server that drops privileges");
        needs("python3");
        int port = port();
        box.directory("env");
        box.file("env/ROOT", box.path("root").toString());
        box.file("env/IP", "127.0.0.1");
        box.directory("root");
        box.file("root/data", "the data");
        box.file(
                "server.py",
                String.join(
                        "\n",
                        "import os, socket",
                        "server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
                        "server.bind((os.environ['IP'], " + port + "))",
                        "os.chroot(os.environ['ROOT']); os.chdir('/')",
                        "os.setgroups([]); os.setgid(int(os.environ['GID'])); os.setuid(int(os.environ['UID']))",
                        "while True:",
                        "    question, client = server.recvfrom(512)",
                        "    answer = '%d %d %s' % (os.getuid(), os.getgid(), open('data').read())",
                        "    server.sendto(answer.encode(), client)",
                        ""));
        ServiceDirectory service = supervised(
                box,
                tools,
                "exec 2>&1",
                "exec envuidgid daemon envdir ../env softlimit -d 300000000 setlock -n lock /usr/bin/env python3 ../server.py");
        long first = service.up();
        Await.equal("answer", "1 1 the data", () -> datagram(port));
        assertThat(user(first)).isEqualTo(1);
        ProcessInfo.signal("KILL", first);
        long second = service.upAgain(first);
        Await.equal("answer again", "1 1 the data", () -> datagram(port));
        assertThat(user(second)).isEqualTo(1);
    }

    private static String datagram(int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(500);
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.send(new DatagramPacket(new byte[] {'?'}, 1));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        }
    }
}
