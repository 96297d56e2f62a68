package dev.faultstream.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.metrics.ServiceRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthProbeTest {
    private final HealthChecks checks = new HealthChecks();
    private final ServiceRegistry registry = new ServiceRegistry("test");
    private final HealthServer server = new HealthServer("127.0.0.1", 0, checks, registry.registry());
    private final StringWriter out = new StringWriter();

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
    void shouldSucceedWhenTheServiceIsReady() {
        // Given
        checks.register("kafka", Health::good);

        // When
        int exit = ask();

        // Then
        assertThat(exit).isEqualTo(HealthProbe.GOOD);
        assertThat(out.toString()).contains("\"ready\":true");
    }

    @Test
    void shouldFailWithTheReasonsWhenTheServiceIsNotReady() {
        // Given
        checks.register("kafka", () -> Health.bad("no broker answers"));

        // When
        int exit = ask();

        // Then
        assertThat(exit).isEqualTo(HealthProbe.BAD);
        assertThat(out.toString()).contains("no broker answers");
    }

    @Test
    void shouldAskForLivenessWhenTold() {
        // Given
        checks.register("kafka", () -> Health.bad("no broker answers"));

        // When
        int exit = ask("--health.path=/livez");

        // Then
        assertThat(exit).isEqualTo(HealthProbe.GOOD);
    }

    @Test
    void shouldFailInBoundedTimeWhenNobodyAnswers() throws IOException {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = Map.of("FAULTSTREAM_HTTP_PORT", String.valueOf(silent.getLocalPort()));

            // When
            int exit = HealthProbe.run(List.of("--health.timeout=50ms"), environment, new PrintWriter(out));

            // Then
            assertThat(exit).isEqualTo(HealthProbe.BAD);
            assertThat(out.toString()).contains("does not answer");
        }
    }

    @Test
    void shouldSucceedWhenTheServiceServesNothingByItsSettings() {
        assertThat(HealthProbe.run(List.of("--http.port=-1"), Map.of(), new PrintWriter(out)))
                .isEqualTo(HealthProbe.GOOD);
    }

    @Test
    void shouldNameWhatIsWrongWithItsSettings() {
        assertThatThrownBy(() -> HealthProbe.run(List.of("--http.prot=1"), Map.of(), new PrintWriter(out)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.port");
    }

    private int ask(String... arguments) {
        Map<String, String> environment =
                Map.of("FAULTSTREAM_HTTP_PORT", String.valueOf(server.port().orElseThrow()));
        return HealthProbe.run(List.of(arguments), environment, new PrintWriter(out));
    }
}
