package dev.faultstream.sink;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.http.Health;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.join.FailureJoin;
import dev.faultstream.streams.StreamsApplication;
import dev.faultstream.streams.StreamsSettings;
import dev.faultstream.streams.TopicSetup;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The join as a part of the service: with its health and its meters. */
final class JoinPart implements SinkPart {
    private static final String NAME = "join";

    private final TopicNames topics;
    private final StreamsSettings settings;
    private final Meters meters;
    private final Latency latency;
    private final HealthChecks health;
    private final Tracing tracing;
    private @Nullable StreamsApplication join;
    private @Nullable KafkaStreamsMetrics metrics;

    JoinPart(TopicNames topics, StreamsSettings settings, Meters meters, Latency latency, ServiceContext context) {
        this.topics = topics;
        this.settings = settings;
        this.meters = meters;
        this.latency = latency;
        this.health = context.health();
        this.tracing = context.tracing();
    }

    @Override
    public CompletionStage<Void> start(TopicSetup setup) throws InterruptedException {
        StreamsApplication started = FailureJoin.create(
                topics, settings, setup.partitionsOf(topics.failures()), new JoinMeters(meters, latency), tracing);
        join = started;
        metrics = new KafkaStreamsMetrics(started.streams());
        metrics.bindTo(meters.registry());
        health.register(NAME, () -> Health.goodIf(started.isRunning(), "state is " + started.describe()));
        health.registerLiveness(NAME, () -> Health.goodIf(!started.hasFailed(), "state is " + started.describe()));
        started.start();
        return started.failed();
    }

    @Override
    public void close() {
        health.remove(NAME);
        if (metrics != null) {
            metrics.close();
            metrics = null;
        }
        if (join != null) {
            join.close();
            join = null;
        }
    }
}
