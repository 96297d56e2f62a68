package dev.faultstream.sink;

import dev.faultstream.schemas.topic.TopicOutcome;
import dev.faultstream.schemas.topic.TopicProvisioner;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.Service;
import dev.faultstream.service.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sink: its parts, over topics that are there. Made by {@link SinkDefinition}. */
final class SinkService implements Service {
    private static final Logger LOGGER = LoggerFactory.getLogger(SinkService.class);
    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(60);

    private final KafkaSettings kafka;
    private final TopicSettings topics;
    private final Clock clock;
    private final List<SinkPart> parts;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    SinkService(KafkaSettings kafka, TopicSettings topics, Clock clock, List<SinkPart> parts) {
        this.kafka = kafka;
        this.topics = topics;
        this.clock = clock;
        this.parts = List.copyOf(parts);
    }

    @Override
    public void start() {
        makeSureOfTopics();
        for (SinkPart part : parts) {
            part.failed().whenComplete((nothing, error) -> {
                if (error != null) {
                    ended.completeExceptionally(error);
                }
            });
            part.start();
        }
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            parts.get(i).close();
        }
    }

    private void makeSureOfTopics() {
        try (Admin admin = Admin.create(kafka.forAdmin("faultstream-sink-admin"))) {
            for (TopicOutcome outcome :
                    new TopicProvisioner(admin, clock, TOPICS_TIMEOUT).provision(TopicSpec.all(topics))) {
                List<String> differences =
                        outcome.match(created -> List.of(), expected -> List.of(), TopicOutcome.Differs::differences);
                if (!differences.isEmpty()) {
                    LOGGER.atWarn()
                            .addKeyValue(LogKeys.TOPIC, outcome.topic())
                            .addKeyValue("differences", differences)
                            .log("a topic is not as it is configured here; it is left as it is");
                }
            }
        }
    }
}
