package dev.faultstream.explainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.http.HealthChecks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemediesOnlyTest {
    @Test
    void shouldBeReadyAndConnectToNothingWhenThereIsNoModel() throws Exception {
        // Given
        HealthChecks health = new HealthChecks();
        ExplainerConfig config = ExplainerConfig.from(ConfigReader.read(
                ExplainerKeys.TABLE, ConfigSources.of(Map.of(), Map.of("kafka.bootstrap-servers", "127.0.0.1:1"))));
        ServiceContext context = new ServiceContext(new SimpleMeterRegistry(), health, Clock.systemUTC());

        // When
        try (Service service = ExplainerService.create(config, context)) {
            service.start();

            // Then
            assertThat(health.isReady()).isTrue();
            assertThat(service.ended().toCompletableFuture()).isNotDone();
        }
    }
}
