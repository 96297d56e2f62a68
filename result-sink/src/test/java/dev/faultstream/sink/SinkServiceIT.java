package dev.faultstream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.http.HealthChecks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a whole, from its settings. */
class SinkServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void shouldCreateItsTopicsJoinAndCount() throws Exception {
        try (KafkaFixture kafka = new KafkaFixture()) {
            // Given
            SinkDefinition definition = new SinkDefinition();
            Config config = ConfigReader.read(
                    definition.configuration(),
                    ConfigSources.of(
                            Map.of(),
                            Map.of(
                                    "kafka.bootstrap-servers",
                                    kafka.bootstrapServers(),
                                    "topics.prefix",
                                    "service-",
                                    "topics.partitions",
                                    "2",
                                    "sink.join.state-dir",
                                    directory.toString())));
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            HealthChecks health = new HealthChecks();
            TopicNames topics = new TopicNames("service-");
            Service service = definition.create(config, new ServiceContext(registry, health, Clock.systemUTC()));
            try (service) {
                assertThat(health.isReady()).isFalse();

                // When
                service.start();
                kafka.send(topics, Samples.open("f-1", 1));
                kafka.flush();

                // Then
                await().atMost(PATIENCE).until(health::isReady);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(kafka.explained(topics)).hasSize(1));
                Counter published = registry.get("sink.published")
                        .tags("transition", "opened", "source", "remedy")
                        .counter();
                assertThat(published.count()).isEqualTo(1);
                assertThat(registry.find("kafka.stream.thread.tasks").meters()).isNotNull();
            }
            assertThat(service.ended().toCompletableFuture()).isNotDone();
        }
    }
}
