package dev.faultstream.sink.alert.alertmanager;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Alertmanager as a process of its own, with the inhibition rule that is shipped. */
public final class Alertmanager implements AutoCloseable {
    private static final List<String> NAMES = List.of("prometheus-alertmanager", "alertmanager");
    private static final Path SHIPPED = Path.of("../observability/alertmanager/alertmanager.yml");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /** One that is not started, and tells a webhook. */
    public Alertmanager(Path folder, URI webhook) throws IOException {
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route:
                  receiver: test
                  group_by: [cluster]
                  group_wait: 300ms
                  group_interval: 500ms
                  repeat_interval: 1h
                receivers:
                  - name: test
                    webhook_configs:
                      - url: %s
                        send_resolved: true
                %s""".formatted(webhook, inhibitRules()));
    }

    /** Whether there is one on this machine. */
    public static boolean isInstalled() {
        return binary() != null;
    }

    /** Checks the configuration that is shipped, as {@code amtool} does; gives what it says. */
    static String checkShipped() throws Exception {
        Process check = new ProcessBuilder("amtool", "check-config", SHIPPED.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return said + "exit " + check.waitFor();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Alertmanager start() throws IOException {
        process = new ProcessBuilder(
                        String.valueOf(binary()),
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> get("/-/ready") != null);
        return this;
    }

    void kill() {
        if (process != null) {
            process.destroyForcibly();
            await().atMost(Duration.ofSeconds(10)).until(() -> process == null || !process.isAlive());
            process = null;
        }
    }

    /** The alerts that it knows and that are not over. */
    List<JsonNode> alerts() throws IOException, InterruptedException {
        JsonNode alerts = Json.mapper().readTree(get("/api/v2/alerts"));
        return Stream.iterate(0, i -> i < alerts.size(), i -> i + 1)
                .map(i -> alerts.get(i))
                .toList();
    }

    /** Silences what has this label. */
    void silence(String label, String value, java.time.Instant until) throws IOException, InterruptedException {
        String body = """
                {"matchers": [{"name": "%s", "value": "%s", "isRegex": false, "isEqual": true}],
                 "startsAt": "%s", "endsAt": "%s", "createdBy": "test", "comment": "test"}""".formatted(label, value, until.minusSeconds(3600), until);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(url().resolve("/api/v2/silences"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static String inhibitRules() throws IOException {
        String shipped = Files.readString(SHIPPED);
        return shipped.substring(shipped.indexOf("inhibit_rules:"));
    }

    private static @Nullable String binary() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        kill();
    }
}
