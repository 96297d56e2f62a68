package dev.faultstream.sink;

import dev.faultstream.service.http.Health;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.join.FailureJoin;
import dev.faultstream.sink.join.JoinSettings;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.util.concurrent.CompletionStage;

/** The join as a part of the service: with its health and its meters. */
final class JoinPart implements SinkPart {
    private static final String NAME = "join";

    private final FailureJoin join;
    private final KafkaStreamsMetrics metrics;
    private final HealthChecks health;

    JoinPart(JoinSettings settings, Meters meters, HealthChecks health) {
        this.health = health;
        join = new FailureJoin(settings, new JoinMeters(meters));
        metrics = new KafkaStreamsMetrics(join.streams());
        metrics.bindTo(meters.registry());
        health.register(NAME, () -> Health.goodIf(join.isRunning(), "state is " + join.describe()));
        health.registerLiveness(NAME, () -> Health.goodIf(!join.hasFailed(), "state is " + join.describe()));
    }

    @Override
    public void start() {
        join.start();
    }

    @Override
    public CompletionStage<Void> failed() {
        return join.failed();
    }

    @Override
    public void close() {
        health.remove(NAME);
        metrics.close();
        join.close();
    }
}
