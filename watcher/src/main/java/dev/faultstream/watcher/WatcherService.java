package dev.faultstream.watcher;

import static java.util.Objects.requireNonNull;

import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.http.Health;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.watcher.api.Connections;
import dev.faultstream.watcher.change.Pause;
import dev.faultstream.watcher.publish.DeliveryObserver;
import dev.faultstream.watcher.publish.KafkaRecordSink;
import dev.faultstream.watcher.publish.PublishedUpTo;
import dev.faultstream.watcher.publish.RouterLimits;
import dev.faultstream.watcher.recording.Inputs;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes clusters, or a recording, to Kafka. Waits for the topic to exist. Ends by itself when a recording is
 * published, and exceptionally when Kafka refuses records or the recording cannot be read.
 */
public final class WatcherService implements Service {
    private static final Logger LOGGER = LoggerFactory.getLogger(WatcherService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final WatcherSettings settings;
    private final ServiceContext context;
    private final Meters meters;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private final List<Gauge> gauges = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread worker = new Thread(this::work, "watcher");
    private volatile boolean started;
    private boolean closed;
    private @Nullable KafkaRecordSink sink;
    private @Nullable KafkaClientMetrics clientMetrics;

    /**
     * A service that is not started; connects to nothing yet.
     *
     * @throws IllegalArgumentException if a kubeconfig or its context cannot be used
     */
    public WatcherService(WatcherSettings settings, ServiceContext context) {
        this.settings = requireNonNull(settings, "settings");
        this.context = requireNonNull(context, "context");
        this.meters = new Meters(context.registry());
        worker.setDaemon(true);
        boolean opened = false;
        try {
            settings.source()
                    .clusters()
                    .forEach(target -> connections.add(
                            new Connection(target.id(), Connections.open(target, settings.requestTimeout()))));
            opened = true;
        } finally {
            if (!opened) {
                connections.forEach(connection -> connection.client().close());
            }
        }
    }

    @Override
    public synchronized void start() {
        var producer = KafkaRecordSink.producer(settings.kafka(), settings.buffer());
        KafkaRecordSink created = new KafkaRecordSink(
                producer,
                settings.topics().resourceSnapshots(),
                settings.buffer(),
                problem -> fail("Kafka refuses a record: " + problem.getClass().getSimpleName(), problem),
                settings.source().recording() == null ? new PublishLag(meters, context.clock()) : DeliveryObserver.NONE,
                context.tracing());
        sink = created;
        clientMetrics = new KafkaClientMetrics(producer);
        clientMetrics.bindTo(context.registry());
        gauges.add(meters.gauge(WatcherMeter.BUFFER_RECORDS, created::waitingRecords));
        gauges.add(meters.gauge(
                WatcherMeter.BUFFER_FILL,
                () -> (double) created.waitingRecords() / settings.buffer().records()));
        context.health().register("watcher", () -> Health.goodIf(started, "waits for the topic"));
        context.health().register("kafka", () -> Health.goodIf(created.isKafkaThere(), "Kafka takes no records"));
        worker.start();
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    private void work() {
        try {
            KafkaRecordSink target = requireNonNull(sink());
            RouterLimits limits = new RouterLimits(target.partitions(), settings.mostResourceBytes());
            WatcherSettings.Recording recording = settings.source().recording();
            Publishing publishing = new Publishing(limits, target, meters, context);
            if (recording != null) {
                started = true;
                new RecordingPlayer(recording, publishing, publishedBefore(recording), Pause.REAL).play();
                while (!target.flush(CLOSE_TIMEOUT)) {
                    LOGGER.atDebug().log("the recording is read; waiting for Kafka");
                }
                ended.complete(null);
                return;
            }
            List<Publishing.Watched> begun = watch(publishing);
            started = true;
            if (settings.cleanLeftovers()) {
                new LeftoverCleaning(settings, Pause.REAL).run(begun);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(String.valueOf(e.getMessage()), e);
        }
    }

    private PublishedUpTo publishedBefore(WatcherSettings.Recording recording) throws InterruptedException {
        if (!recording.resume() || !Inputs.areRecordings(recording.paths())) {
            return PublishedUpTo.NOTHING;
        }
        try (Consumer<String, byte[]> consumer =
                SnapshotTopic.consumer(settings.kafka(), "faultstream-watcher-resume")) {
            return PublishedUpTo.read(consumer, settings.topics().resourceSnapshots());
        }
    }

    private synchronized @Nullable KafkaRecordSink sink() {
        return sink;
    }

    private synchronized List<Publishing.Watched> watch(Publishing publishing) {
        List<Publishing.Watched> begun = new ArrayList<>();
        if (!closed) {
            for (Connection connection : connections) {
                Publishing.Watched watched =
                        publishing.watch(connection.cluster(), connection.client(), settings, this::fail);
                begun.add(watched);
                endings.add(() -> publishing.end(watched));
            }
        }
        return begun;
    }

    private void fail(Throwable problem) {
        fail("a watch ended", problem);
    }

    private void fail(String message, Throwable problem) {
        ended.completeExceptionally(new WatcherException(message, problem));
    }

    @Override
    public synchronized void close() {
        closed = true;
        worker.interrupt();
        endings.forEach(Runnable::run);
        endings.clear();
        if (clientMetrics != null) {
            clientMetrics.close();
        }
        if (sink != null) {
            sink.close(CLOSE_TIMEOUT);
        }
        connections.forEach(connection -> connection.client().close());
        gauges.forEach(context.registry()::remove);
        gauges.clear();
        context.health().remove("watcher");
        context.health().remove("kafka");
    }

    private record Connection(String cluster, KubernetesClient client) {}
}
