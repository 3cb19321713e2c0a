package io.daemontools.suite;

import static io.daemontools.suite.Life.awaitPhase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.daemontools.service.ServicePhase;
import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Privileges;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs that people run, each as a service: a client can connect when it is ready, a reload loses no request, and it stops as it would
 * by itself. They listen on the loopback interface. A program that is not installed is left out.
 */
class RealProgramsIT {
    private static final int TIMEOUT_MILLISECONDS = 60_000;
    private static final int REQUESTS = 50;

    private static String installed(String... programs) {
        List<String> found = Stream.of(programs)
                .filter(name -> Files.isExecutable(Path.of(name)))
                .toList();
        assumeThat(found).as("one of " + String.join(", ", programs)).isNotEmpty();
        return found.get(0);
    }

    /** nginx shows that both runtimes do the same. */
    private static void onceOnly(Toolset tools) {
        assumeFalse(tools.isJvm(), "one runtime is enough");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What a program answers to a request on a connection of its own; it closes the connection, or ends a line. */
    private static String answer(int port, String request, boolean line) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLISECONDS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLISECONDS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            int next = socket.getInputStream().read();
            while (next >= 0 && !(line && next == '\n')) {
                answer.append((char) next);
                next = socket.getInputStream().read();
            }
            return answer.toString();
        }
    }

    private static String page(int port) throws IOException {
        String answer = answer(port, "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n", false);
        assertThat(answer).startsWith("HTTP/1.");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    /** A client can connect. */
    private static void checkPort(Sandbox box, int port) {
        installed("/bin/bash");
        box.script("foo/check", "#!/bin/bash\nexec 3<>/dev/tcp/127.0.0.1/" + port + "\n");
    }

    private static Running ready(Toolset tools, Sandbox box, ServiceDirectory foo) {
        box.script("foo/finish", "#!/bin/sh\necho \"$1 $2\" >>ends\n");
        Running supervise = box.start(tools, "supervise", "foo");
        awaitPhase(foo, ServicePhase.READY);
        return supervise;
    }

    private static void svc(Toolset tools, Sandbox box, String options) {
        assertThat(box.run(tools, "svc", options, "foo").err()).isEmpty();
    }

    private static void stop(Toolset tools, Sandbox box, ServiceDirectory foo, Running supervise) {
        svc(tools, box, "-dx");
        assertThat(supervise.ended()).isZero();
        assertThat(foo.content("ends")).isEqualTo("0 0\n");
        assertThat(supervise.err()).doesNotContain("supervise:");
    }

    /** Requests pages until one is of after the reload, and some more. */
    private static void reload(Toolset tools, Sandbox box, int port) throws IOException {
        assertThat(page(port)).isEqualTo("before");
        svc(tools, box, "-h");
        Await.until("a reload", () -> page(port).equals("after"));
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(page(port)).isIn("before", "after");
        }
        // An old worker of nginx may accept connections for a while.
        Await.equal("page", "after", () -> page(port));
    }

    @BeyondOriginal
    void nginx(Toolset tools, Sandbox box) throws IOException {
        String nginx = installed("/usr/sbin/nginx", "/usr/local/sbin/nginx");
        int port = freePort();
        ServiceDirectory foo = box.service("foo").run("exec " + nginx + " -p . -c nginx.conf -e stderr");
        nginxConfiguration(box, port, "before");
        checkPort(box, port);
        box.file("foo/reload-signal", "HUP\n");
        box.file("foo/down-signal", "QUIT\n");
        Running supervise = ready(tools, box, foo);
        nginxConfiguration(box, port, "after");
        reload(tools, box, port);
        stop(tools, box, foo, supervise);
    }

    private static void nginxConfiguration(Sandbox box, int port, String page) {
        StringBuilder temporary = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            temporary.append(kind).append("_temp_path temporary;\n");
        }
        String user = Privileges.root() ? "user root;\n" : "";
        box.file(
                "foo/nginx.conf",
                user + "daemon off;\npid nginx.pid;\nevents {}\nhttp {\naccess_log off;\n" + temporary
                        + "server { listen 127.0.0.1:" + port + "; location / { return 200 " + page + "; } }\n}\n");
    }

    @BeyondOriginal
    void node(Toolset tools, Sandbox box) throws IOException {
        onceOnly(tools);
        String node = installed("/usr/bin/node", "/usr/local/bin/node");
        int port = freePort();
        ServiceDirectory foo = box.service("foo").run("exec " + node + " server.js");
        box.file("foo/notification-fd", "3\n");
        box.file("foo/page", "before");
        box.file(
                "foo/server.js",
                "const fs = require('fs');\n"
                        + "let page = fs.readFileSync('page');\n"
                        + "const server = require('http').createServer((request, response) => response.end(page));\n"
                        + "process.on('SIGHUP', () => { page = fs.readFileSync('page'); });\n"
                        + "process.on('SIGTERM', () => server.close());\n"
                        + "server.listen(" + port
                        + ", '127.0.0.1', () => { fs.writeSync(3, '\\n'); fs.closeSync(3); });\n");
        Running supervise = ready(tools, box, foo);
        box.file("foo/page", "after");
        reload(tools, box, port);
        stop(tools, box, foo, supervise);
    }

    @BeyondOriginal
    void memcached(Toolset tools, Sandbox box) throws IOException {
        onceOnly(tools);
        String memcached = installed("/usr/bin/memcached", "/usr/local/bin/memcached");
        int port = freePort();
        ServiceDirectory foo = box.service("foo")
                .run("exec " + memcached + " -l 127.0.0.1 -p " + port + " -U 0 -m 8 -t 1"
                        + (Privileges.root() ? " -u root" : ""));
        checkPort(box, port);
        Running supervise = ready(tools, box, foo);
        assertThat(answer(port, "set key 0 0 5\r\nvalue\r\n", true)).isEqualTo("STORED\r");
        assertThat(answer(port, "get key\r\n", true)).isEqualTo("VALUE key 0 5\r");
        stop(tools, box, foo, supervise);
    }

    /** Fast shutdown by INT, while a client is connected. */
    @BeyondOriginal
    void postgres(Toolset tools, Sandbox box) throws IOException {
        onceOnly(tools);
        String initdb = installed(postgresPrograms("initdb"));
        Privileges.needRoot("setuidgid");
        String bin = Path.of(initdb).getParent().toString();
        assumeThat(box.program("id", "postgres").run().code())
                .as("an account postgres")
                .isZero();
        int port = freePort();
        ServiceDirectory foo = box.service("foo")
                .run("exec setuidgid postgres " + bin + "/postgres -D cluster -h 127.0.0.1 -p " + port + " -k '' -F");
        box.directory("foo/cluster");
        assertThat(box.program("chown", "postgres", "cluster")
                        .in(foo.path())
                        .run()
                        .code())
                .isZero();
        assertThat(box.command(tools, "setuidgid", "postgres", initdb, "-D", "cluster", "-A", "trust", "-N")
                        .in(foo.path())
                        .run()
                        .err())
                .doesNotContain("error");
        box.script("foo/check", "#!/bin/sh\nexec " + bin + "/pg_isready -q -h 127.0.0.1 -p " + port + "\n");
        box.file("foo/down-signal", "INT\n");
        Running supervise = ready(tools, box, foo);
        Running client = box.program(
                        bin + "/psql", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", "-At")
                .reading()
                .start();
        client.write("show work_mem;\n");
        Await.equal("an answer", "4MB\n", client::out);
        box.shell("echo work_mem = 5MB >>foo/cluster/postgresql.conf").run();
        svc(tools, box, "-h");
        Await.until("a reload", () -> {
            client.write("show work_mem;\n");
            return client.out().endsWith("5MB\n");
        });
        assertThat(client.err()).isEmpty();
        stop(tools, box, foo, supervise);
    }

    private static String[] postgresPrograms(String name) throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return new String[] {"/usr/local/bin/" + name};
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(version -> version.resolve("bin").resolve(name).toString())
                    .toArray(String[]::new);
        }
    }
}
