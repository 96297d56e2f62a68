package dev.faultstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.faultstream.schemas.serde.Json;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The sample, played into a real Alertmanager. */
@EnabledIf(
        value = "isInstalled",
        disabledReason = "no prometheus-alertmanager on the PATH; Debian has it as a package, and .ci/run installs it")
class AlertsIT {
    private static final Path SHIPPED = Path.of("../observability/alertmanager/alertmanager.yml");

    private final List<String> notifications = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    static boolean isInstalled() {
        return binary() != null;
    }

    @Test
    void shouldFireInAndBeResolvedFromAnAlertmanager() throws Exception {
        // Given
        HttpServer people = people();
        int port = freePort();
        Process alertmanager = alertmanager(port, people.getAddress().getPort());
        try {
            // When
            try (Child up = Child.faultstream(
                    folder,
                    "up",
                    "up",
                    "--until-quiet",
                    "--speed",
                    "60",
                    "--alertmanager",
                    "http://127.0.0.1:" + port)) {
                assertThat(up.awaitExit(240)).as(up::err).isEqualTo(ExitCode.OK);
            }

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(alerts("resolved")).contains("pod.image-not-found storefront/web"));
            assertThat(alerts("firing")).contains("pod.image-not-found storefront/web");
            assertThat(told().filter(
                                    alert -> "firing".equals(alert.get("status").asText())))
                    .as("nobody is told of symptoms")
                    .allMatch(
                            alert -> "false".equals(alert.at("/labels/symptom").asText()));
        } finally {
            alertmanager.destroyForcibly().waitFor();
            people.stop(0);
        }
    }

    private List<String> alerts(String status) {
        return told().filter(alert -> status.equals(alert.get("status").asText()))
                .map(alert -> alert.at("/labels/alertname").asText()
                        + ' '
                        + alert.at("/labels/namespace").asText()
                        + '/'
                        + alert.at("/labels/name").asText())
                .distinct()
                .toList();
    }

    private Stream<JsonNode> told() {
        return notifications.stream()
                .flatMap(notification ->
                        StreamSupport.stream(read(notification).get("alerts").spliterator(), false));
    }

    private static JsonNode read(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpServer people() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            notifications.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Process alertmanager(int port, int webhook) throws IOException {
        String shipped = Files.readString(SHIPPED);
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route:
                  receiver: test
                  group_by: [cluster, root_cause]
                  group_wait: 500ms
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                  - name: test
                    webhook_configs:
                      - url: http://127.0.0.1:%d/
                        send_resolved: true
                %s""".formatted(
                        webhook, shipped.substring(shipped.indexOf("inhibit_rules:"))));
        Process process = new ProcessBuilder(
                        String.valueOf(binary()),
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> listens(port));
        return process;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static @Nullable Path binary() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(place ->
                        Stream.of("prometheus-alertmanager", "alertmanager").map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
