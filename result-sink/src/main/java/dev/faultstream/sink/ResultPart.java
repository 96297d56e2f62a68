package dev.faultstream.sink;

import dev.faultstream.service.http.Health;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.result.ResultSettings;
import dev.faultstream.sink.result.ResultWriter;
import io.fabric8.kubernetes.client.Config;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The writer of Results as a part of the service: with its health and its meters. */
final class ResultPart implements SinkPart {
    private static final String NAME = "results";

    private static final Duration SHOWN_EVERY = Duration.ofSeconds(5);

    private final ResultWriter writer;
    private final K8sGptGauges operator;
    private final ResultMeters observer;
    private final ScheduledExecutorService show;
    private final Meters meters;
    private final List<Gauge> gauges;
    private final HealthChecks health;

    ResultPart(ResultSettings settings, Config cluster, Meters meters, HealthChecks health) {
        this.health = health;
        this.meters = meters;
        operator = new K8sGptGauges(meters, settings.name());
        observer = new ResultMeters(meters, operator);
        writer = new ResultWriter(settings, cluster, observer, new Random());
        gauges = List.of(
                meters.gauge(SinkMeter.RESULTS_OPEN, writer::open),
                meters.gauge(SinkMeter.RESULTS_PENDING, writer::pending));
        show = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "result-gauges");
            thread.setDaemon(true);
            return thread;
        });
        health.register(NAME, () -> Health.goodIf(writer.isReady(), writer.describe()));
    }

    @Override
    public CompletionStage<Void> start() {
        writer.start();
        var unused = show.scheduleWithFixedDelay(
                () -> operator.show(writer.kept()), 0, SHOWN_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return writer.failed();
    }

    @Override
    public void close() {
        health.remove(NAME);
        show.shutdownNow();
        meters.remove(gauges);
        observer.close();
        writer.close();
    }
}
