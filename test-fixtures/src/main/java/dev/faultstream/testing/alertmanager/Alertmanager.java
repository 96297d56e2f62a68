package dev.faultstream.testing.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Alertmanager as a process of its own, with the inhibition rules that are shipped, which tells all that it does not
 * mute to one webhook. Keeps its port over a restart, and no alerts. Closed by whoever made it.
 */
public final class Alertmanager implements AutoCloseable {
    private static final List<String> NAMES = List.of("prometheus-alertmanager", "alertmanager");
    private static final Path SHIPPED = Path.of("../observability/alertmanager/alertmanager.yml");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /**
     * One that is not started.
     *
     * @param folder where it keeps what it writes
     * @param webhook whom it tells
     * @param groupBy the labels that alerts have in common that are told together
     */
    public Alertmanager(Path folder, URI webhook, List<String> groupBy) throws IOException {
        this.folder = requireNonNull(folder, "folder");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(
                folder.resolve("alertmanager.yml"), """
                route:
                  receiver: test
                  group_by: [%s]
                  group_wait: 300ms
                  group_interval: 500ms
                  repeat_interval: 1h
                receivers:
                  - name: test
                    webhook_configs:
                      - url: %s
                        send_resolved: true
                %s""".formatted(String.join(", ", groupBy), webhook, inhibitRules()));
    }

    /** Whether there is one on this machine. */
    public static boolean isInstalled() {
        return binary() != null;
    }

    /** Checks the configuration that is shipped, as {@code amtool} does; gives what it says and its exit code. */
    public static String checkShipped() throws IOException, InterruptedException {
        Process check = new ProcessBuilder("amtool", "check-config", SHIPPED.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), UTF_8);
        return said + "exit " + check.waitFor();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it; it soon is ready. */
    public void start() throws IOException {
        process = new ProcessBuilder(
                        String.valueOf(binary()),
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** Whether it takes alerts. */
    public boolean isReady() throws InterruptedException {
        try {
            get("/-/ready");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it at once, if it runs. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly()
                    .onExit()
                    .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
            process = null;
        }
    }

    /** The alerts that it knows and that are not over. */
    public List<JsonNode> alerts() throws IOException, InterruptedException {
        List<JsonNode> alerts = new ArrayList<>();
        JSON.readTree(get("/api/v2/alerts")).forEach(alerts::add);
        return alerts;
    }

    /** Silences what has this label. */
    public void silence(String label, String value, Instant until) throws IOException, InterruptedException {
        String body = """
                {"matchers": [{"name": "%s", "value": "%s", "isRegex": false, "isEqual": true}],
                 "startsAt": "%s", "endsAt": "%s", "createdBy": "test", "comment": "test"}""".formatted(label, value, until.minusSeconds(3600), until);
        ask(HttpRequest.newBuilder(url().resolve("/api/v2/silences"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String get(String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(url().resolve(path)));
    }

    private String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String inhibitRules() throws IOException {
        String shipped = Files.readString(SHIPPED);
        return shipped.substring(shipped.indexOf("inhibit_rules:"));
    }

    private static @Nullable Path binary() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        kill();
    }
}
