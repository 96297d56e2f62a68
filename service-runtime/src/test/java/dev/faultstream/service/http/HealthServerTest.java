package dev.faultstream.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.schemas.serde.Json;
import dev.faultstream.service.metrics.ServiceRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
    private final HealthChecks checks = new HealthChecks();
    private final ServiceRegistry registry = new ServiceRegistry("test");
    private final HealthServer server = new HealthServer("127.0.0.1", 0, checks, registry.registry());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        registry.close();
    }

    @Test
    void shouldNotBeReadyAsLongAsNothingIsRegistered() throws Exception {
        HttpResponse<String> response = get("/readyz");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Json.mapper().readTree(response.body()))
                .isEqualTo(Json.mapper().readTree("{\"ready\":false,\"reasons\":{\"service\":\"is starting\"}}"));
    }

    @Test
    void shouldSayWhyItIsNotReady() throws Exception {
        // Given
        checks.register("kafka", () -> Health.bad("no broker answers"));
        checks.register("stores", Health::good);
        checks.register("buggy", () -> {
            throw new IllegalStateException("hunter2");
        });
        // When
        HttpResponse<String> response = get("/readyz");
        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Json.mapper().readTree(response.body()).get("reasons"))
                .isEqualTo(Json.mapper()
                        .readTree("{\"kafka\":\"no broker answers\","
                                + "\"buggy\":\"the check failed: IllegalStateException\"}"));
    }

    @Test
    void shouldBeReadyWhenAllChecksAreGood() throws Exception {
        checks.register("kafka", Health::good);
        HttpResponse<String> response = get("/readyz");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void shouldBeAliveUntilALivenessCheckSaysOtherwise() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        checks.registerLiveness("streams", () -> Health.bad("has stopped"));
        assertThat(get("/livez").statusCode()).isEqualTo(503);
        checks.remove("streams");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldServeMetricsForPrometheus() throws Exception {
        HttpResponse<String> response = get("/metrics");
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(response.body())
                .contains("build_info{", "service=\"test\"")
                .contains("jvm_memory_used_bytes{")
                .contains("process_uptime_seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void shouldTakeNothing(String method) throws Exception {
        for (String path : List.of("/livez", "/readyz", "/metrics", "/")) {
            HttpRequest request = HttpRequest.newBuilder(uri(path))
                    .method(method, HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isBetween(404, 405);
        }
    }

    @Test
    void shouldSayWhenItsPortIsTaken() {
        HealthServer second = new HealthServer("127.0.0.1", server.port().orElseThrow(), checks, registry.registry());
        assertThatThrownBy(second::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + server.port().orElseThrow());
    }

    @Test
    void shouldServeNothingWhenOff() {
        HealthServer off = new HealthServer("127.0.0.1", HttpKeys.OFF, checks, registry.registry());
        off.start();
        assertThat(off.port()).isEmpty();
        off.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port().orElseThrow() + path);
    }
}
