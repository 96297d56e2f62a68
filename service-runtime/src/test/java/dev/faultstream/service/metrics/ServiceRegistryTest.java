package dev.faultstream.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.service.http.Health;
import dev.faultstream.service.http.HealthChecks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceRegistryTest {
    private final ServiceRegistry registry = new ServiceRegistry("test");
    private final HealthChecks health = new HealthChecks();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldShowWhichPartsDoTheirWork() {
        // Given
        registry.observe(health);

        // When
        health.register("kafka", Health::good);
        health.register("model", () -> Health.bad("silent"));

        // Then
        assertThat(registry.registry().scrape())
                .contains("service_ready 0.0")
                .contains("service_check{check=\"kafka\"} 1.0")
                .contains("service_check{check=\"model\"} 0.0");
    }

    @Test
    void shouldForgetAPartThatIsNoLongerThere() {
        // Given
        health.register("kafka", Health::good);
        health.register("model", () -> Health.bad("silent"));
        registry.observe(health);

        // When
        health.remove("model");

        // Then
        assertThat(registry.registry().scrape()).contains("service_ready 1.0").doesNotContain("check=\"model\"");
    }
}
