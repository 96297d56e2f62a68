package dev.faultstream.sink;

import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.http.Health;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.result.KeptResult;
import dev.faultstream.sink.result.ResultWriter;
import dev.faultstream.streams.TopicSetup;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The writers of Results, one for each cluster that keeps some, as a part of the service: with health and meters. They
 * share nothing else, so that the trouble of one cluster is not that of another.
 */
final class ResultPart implements SinkPart {
    private static final String NAME = "results";

    private static final Duration SHOWN_EVERY = Duration.ofSeconds(5);

    private final Map<String, ResultWriter> writers = new LinkedHashMap<>();
    private final K8sGptGauges operator;
    private final ResultMeters observer;
    private final ScheduledExecutorService show;
    private final Meters meters;
    private final List<Gauge> gauges;
    private final HealthChecks health;

    /**
     * A part that is not started.
     *
     * @param targets at least one; they differ only in their clusters
     */
    ResultPart(List<ResultTarget> targets, Meters meters, ServiceContext context) {
        this.health = context.health();
        this.meters = meters;
        operator = new K8sGptGauges(meters, targets.get(0).settings().name());
        observer = new ResultMeters(meters, operator);
        targets.forEach(target -> writers.put(
                target.id(),
                new ResultWriter(target.settings(), target.cluster(), observer, context.tracing(), new Random())));
        gauges = List.of(
                meters.gauge(SinkMeter.RESULTS_OPEN, () -> writers.values().stream()
                        .mapToInt(ResultWriter::open)
                        .sum()),
                meters.gauge(SinkMeter.RESULTS_PENDING, () -> writers.values().stream()
                        .mapToInt(ResultWriter::pending)
                        .sum()));
        show = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "result-gauges");
            thread.setDaemon(true);
            return thread;
        });
        writers.forEach(
                (id, writer) -> health.register(checkOf(id), () -> Health.goodIf(writer.isReady(), writer.describe())));
    }

    @Override
    public CompletionStage<Void> start(TopicSetup topics) {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        writers.values().forEach(writer -> {
            writer.start();
            writer.failed().whenComplete((nothing, error) -> {
                if (error != null) {
                    failed.completeExceptionally(error);
                }
            });
        });
        var unused = show.scheduleWithFixedDelay(
                () -> operator.show(kept()), 0, SHOWN_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return failed;
    }

    @Override
    public void close() {
        writers.keySet().forEach(id -> health.remove(checkOf(id)));
        show.shutdownNow();
        meters.remove(gauges);
        observer.close();
        writers.values().forEach(ResultWriter::close);
    }

    private List<KeptResult> kept() {
        return writers.values().stream()
                .flatMap(writer -> writer.kept().stream())
                .toList();
    }

    private static String checkOf(String id) {
        return id.isEmpty() ? NAME : NAME + '-' + id;
    }
}
