package dev.faultstream.sink;

import dev.faultstream.service.Service;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.streams.TopicSetup;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The sink: its parts, over topics that are there. Made by {@link SinkDefinition}. */
final class SinkService implements Service {
    private final KafkaSettings kafka;
    private final Consumer<TopicSetup> topics;
    private final Clock clock;
    private final List<SinkPart> parts;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * @param topics makes sure of the topics that the parts use
     */
    SinkService(KafkaSettings kafka, Consumer<TopicSetup> topics, Clock clock, List<SinkPart> parts) {
        this.kafka = kafka;
        this.topics = topics;
        this.clock = clock;
        this.parts = List.copyOf(parts);
    }

    @Override
    public void start() throws InterruptedException {
        try (TopicSetup setup = new TopicSetup(kafka, "faultstream-sink-admin", clock)) {
            topics.accept(setup);
            for (SinkPart part : parts) {
                part.start(setup).whenComplete((nothing, error) -> {
                    if (error != null) {
                        ended.completeExceptionally(error);
                    }
                });
            }
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
}
