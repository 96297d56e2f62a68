package dev.faultstream.sink;

import dev.faultstream.service.http.Health;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.result.ResultSettings;
import dev.faultstream.sink.result.ResultWriter;
import io.fabric8.kubernetes.client.Config;
import io.micrometer.core.instrument.Gauge;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/** The writer of Results as a part of the service: with its health and its meters. */
final class ResultPart implements SinkPart {
    private static final String NAME = "results";

    private final ResultWriter writer;
    private final Meters meters;
    private final List<Gauge> gauges;
    private final HealthChecks health;

    ResultPart(ResultSettings settings, Config cluster, Meters meters, HealthChecks health) {
        this.health = health;
        this.meters = meters;
        writer = new ResultWriter(settings, cluster, new ResultMeters(meters), new Random());
        gauges = List.of(
                meters.gauge(SinkMeter.RESULTS_OPEN, writer::open),
                meters.gauge(SinkMeter.RESULTS_PENDING, writer::pending));
        health.register(NAME, () -> Health.goodIf(writer.isReady(), writer.describe()));
    }

    @Override
    public CompletionStage<Void> start() {
        writer.start();
        return writer.failed();
    }

    @Override
    public void close() {
        health.remove(NAME);
        gauges.forEach(meters.registry()::remove);
        writer.close();
    }
}
