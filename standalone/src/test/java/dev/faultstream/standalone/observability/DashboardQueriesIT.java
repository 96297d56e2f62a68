package dev.faultstream.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.faultstream.standalone.Child;
import dev.faultstream.standalone.Samples;
import dev.faultstream.standalone.up.StubModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of the dashboards and the rules, asked of a Prometheus that reads the running pipeline. */
@RequiresProgram("prometheus")
class DashboardQueriesIT {
    /** What the sample cannot show: a live watch, delays, Results, and what must not happen. */
    private static final Pattern NOT_OF_THE_SAMPLE = Pattern.compile(
            "watcher_(changes|contact|kind|watch_lag|publish_lag|requests|objects|list)\\w*|(sink|analyzer)_latency\\w*"
                    + "|sink_results\\w*|sink_outputs_dead_total|k8sgpt_number_of_results\\w*|\\w+_dead_letters_total"
                    + "|analyzer_rule_failures_total|explainer_answers_flawed_total|service_check\\{.*== 0");

    private static StubModel model;
    private static HttpServer receiver;
    private static Child pipeline;
    private static RunningPrometheus prometheus;

    @BeforeAll
    static void playTheSampleToPrometheus(@TempDir Path folder) throws IOException {
        receiver = receiverWithABadStart();
        int port = RunningPrometheus.freePort();
        model = new StubModel();
        pipeline = Child.faultstream(
                folder,
                "up",
                "up",
                "--from",
                Samples.SHOP.toString(),
                "--speed",
                "60",
                "--http-port",
                Integer.toString(port),
                "--model-url",
                model.url(),
                "--model",
                "stub",
                "--alertmanager",
                "http://127.0.0.1:" + receiver.getAddress().getPort());
        prometheus = new RunningPrometheus(folder, port);
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> prometheus.hasData("increase(analyzer_failures_resolved_total[1m]) > 0")
                        && prometheus.hasData("increase(explainer_failures_total{reason=\"cached\"}[1m]) > 0")
                        && prometheus.hasData("rate(gen_ai_client_token_usage_token_sum[1m]) > 0")
                        && prometheus.hasData("rate(sink_outputs_delay_seconds_count[1m]) > 0"));
    }

    /** Takes every alert, but not the first time. */
    private static HttpServer receiverWithABadStart() throws IOException {
        AtomicBoolean started = new AtomicBoolean();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(started.getAndSet(true) ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @AfterAll
    static void stop() {
        prometheus.close();
        pipeline.close();
        model.close();
        receiver.stop(0);
    }

    @Test
    void shouldBeUnderstoodAndAnswered() {
        List<String> problems = new ArrayList<>();
        for (Path file : Dashboards.files()) {
            for (Dashboards.Query query : Dashboards.queries(file)) {
                JsonNode answer = prometheus.query(query.filled());
                boolean empty = answer.path("data").path("result").isEmpty();
                boolean mayBeEmpty =
                        NOT_OF_THE_SAMPLE.matcher(query.expression()).find();
                if (!"success".equals(answer.path("status").asText()) || (empty && !mayBeEmpty)) {
                    problems.add(query.where() + ": " + query.filled() + " gives "
                            + answer.path("error").asText("nothing"));
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldJudgeEveryRule() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            List<String> states = new ArrayList<>();
            for (JsonNode group : prometheus.rules().path("data").path("groups")) {
                group.path("rules")
                        .forEach(rule -> states.add(rule.path("health").asText()
                                + rule.path("lastError").asText("")));
            }
            assertThat(states).hasSizeGreaterThan(20).allMatch("ok"::equals);
        });
    }
}
