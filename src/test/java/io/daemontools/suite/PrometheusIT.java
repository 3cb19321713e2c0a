package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Prometheus and jq read what svls prints. Where they are not installed, these tests are skipped. */
class PrometheusIT {
    private static void assumeInstalled(Sandbox box, String program) {
        assumeTrue(box.shell("command -v " + program).run().code() == 0, "needs " + program);
    }

    private static void makeServices(Sandbox box, Toolset tools) {
        box.service("services/web").run(ServiceDirectory.STAYS_UP).log("exec multilog t ./main");
        box.service("services/loop").run("exit 3");
        box.service("services/ready").run("echo >&3", ServiceDirectory.STAYS_UP);
        box.file("services/ready/notification-fd", "3\n");
        box.service("services/odd\"\\\u00e4 {}").run(ServiceDirectory.STAYS_UP);
        box.start(tools, "svscan", "services");
        Await.until("crash loop", () -> box.run(tools, "svls", "services").out().contains("exit 3"));
        Await.until(
                "readiness",
                () -> box.run(tools, "svls", "-m", "services")
                        .out()
                        .lines()
                        .anyMatch(line -> line.startsWith("daemontools_service_ready{") && line.endsWith(" 1")));
        box.service("services/web").up();
    }

    @BeyondOriginal
    void toolsReadMetricsAndJson(Toolset tools, Sandbox box) {
        assumeInstalled(box, "promtool");
        assumeInstalled(box, "jq");
        makeServices(box, tools);
        assertThat(box.shell("svls -m services >metrics; promtool check metrics <metrics")
                        .on(tools)
                        .run())
                .isEqualTo(Result.silent());
        assertThat(box.shell("svls -j services | jq -r '.services[] | select(.name == \"web\") | .logger.state'")
                        .on(tools)
                        .run())
                .isEqualTo(Result.prints("up\n"));
    }

    /** The queries of the dashboard's panels, with values for Grafana's variables. */
    private static List<String> dashboardQueries(Sandbox box) {
        Result queries = box.program(
                        "jq",
                        "-r",
                        ".panels[].targets[].expr",
                        Repository.path("docs/prometheus/daemontools.dashboard.json")
                                .toString())
                .run();
        assertThat(queries.code()).as(queries.err()).isZero();
        return queries.out()
                .lines()
                .map(query -> query.replaceAll("\\$(instance|service)", ".*").replace("$__rate_interval", "20s"))
                .toList();
    }

    /** svls prints each metric that the dashboard and the rules name. */
    @BeyondOriginal
    void dashboardAndRulesNameMetrics(Toolset tools, Sandbox box) {
        assumeFalse(tools.isJvm(), "one runtime is enough");
        assumeInstalled(box, "jq");
        makeServices(box, tools);
        Result printed = box.run(tools, "svls", "-m", "services");
        String named = String.join("\n", dashboardQueries(box))
                + Repository.content(Path.of("docs/prometheus/daemontools.rules.yml"));
        List<String> metrics = Pattern.compile("daemontools_[a-z_]+")
                .matcher(named)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(metrics)
                .hasSizeGreaterThan(9)
                .allMatch(metric -> printed.out().contains("# TYPE " + metric + ' '));
    }

    @BeyondOriginal
    void rulesAreTested(Toolset tools, Sandbox box) {
        assumeFalse(tools.isJvm(), "has nothing to do with the toolset");
        assumeInstalled(box, "promtool");
        String rules = Repository.path("docs/prometheus/daemontools.test.yml").toString();
        Result result = box.program("promtool", "test", "rules", rules).run();
        assertThat(result.code()).as(result.out() + result.err()).isZero();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String query(int port, String expression) {
        URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return notYet.toString();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return interrupted.toString();
        }
    }

    @BeyondOriginal
    void prometheusAndNodeExporterReadMetrics(Toolset tools, Sandbox box) throws IOException {
        assumeTrue(Effort.isWhole(), "takes half a minute: in the whole run only");
        assumeInstalled(box, "prometheus");
        assumeInstalled(box, "prometheus-node-exporter");
        makeServices(box, tools);
        int exporter = freePort();
        int server = freePort();
        box.directory("text");
        box.program(
                        "prometheus-node-exporter",
                        "--collector.disable-defaults",
                        "--collector.textfile",
                        "--collector.textfile.directory=" + box.path("text"),
                        "--web.listen-address=127.0.0.1:" + exporter)
                .start();
        box.file("prometheus.yml", """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs: [{job_name: node, static_configs: [{targets: ['127.0.0.1:%d']}]}]
                """.formatted(Repository.path("docs/prometheus/daemontools.rules.yml"), exporter));
        box.program(
                        "prometheus",
                        "--config.file=" + box.path("prometheus.yml"),
                        "--storage.tsdb.path=" + box.path("data"),
                        "--web.listen-address=127.0.0.1:" + server)
                .start();
        box.shell("while :; do svls -m -f text/services.prom services; sleep 0.5; done")
                .on(tools)
                .start();
        series(server, "daemontools_service_up{service=\"web\"} == 1", "web");
        series(server, "daemontools_service_up{service=\"web/log\"} == 1", "web/log");
        series(server, "daemontools_service_log_bytes{service=\"web\"} == 0", "web");
        series(server, "daemontools_service_last_exit_code == 3", "loop");
        series(server, "daemontools_service_ready == 1", "ready");
        series(server, "daemontools_service_as_wanted == 0", "loop");
        series(server, "increase(daemontools_service_ends_total{cause=\"exit_nonzero\"}[20s]) > 2", "loop");
        series(server, "daemontools_service_resident_memory_bytes{service=~\"odd.*\"} > 0", "odd");
        series(server, "ALERTS{alertname=\"ServiceCrashLoop\"}", "loop");
        for (String query : dashboardQueries(box)) {
            answered(server, query);
        }
    }

    /** Waits until a query has a result. An alert may be pending still. */
    private static void answered(int port, String query) {
        String tried = query.replace("alertstate=\"firing\",", "");
        Await.until(tried, () -> query(port, tried).contains("\"result\":[{"));
    }

    private static void series(int port, String expression, String service) {
        Await.until(expression, () -> query(port, expression).contains("\"service\":\"" + service));
    }
}
