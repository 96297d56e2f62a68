package dev.faultstream.explainer;

import dev.faultstream.explainer.cache.ExplanationTail;
import dev.faultstream.explainer.cache.KeyIndex;
import dev.faultstream.explainer.model.Model;
import dev.faultstream.explainer.model.ModelCalls;
import dev.faultstream.explainer.model.ModelSettings;
import dev.faultstream.explainer.model.OpenAiModel;
import dev.faultstream.explainer.prompt.PromptWriter;
import dev.faultstream.explainer.queue.ExplanationTraces;
import dev.faultstream.explainer.queue.ExplanationWriter;
import dev.faultstream.explainer.queue.FailureQueue;
import dev.faultstream.explainer.queue.ShareGroup;
import dev.faultstream.explainer.work.Explainer;
import dev.faultstream.explainer.work.ExplainerSettings;
import dev.faultstream.explainer.work.ExplanationPublisher;
import dev.faultstream.schemas.remedy.Remedies;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.http.Health;
import dev.faultstream.service.kafka.AccessProblem;
import dev.faultstream.service.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The explainer: takes failures, asks the model about each shape of failure once, and publishes what it says. Can be
 * embedded; any number of them share the work of one group. A failure's remedy never waits for it.
 */
public final class ExplainerService implements Service {
    static final String MODEL_HEALTH = "model";

    private static final Logger LOGGER = LoggerFactory.getLogger(ExplainerService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ExplainerConfig config;
    private final ModelSettings modelSettings;
    private final Model model;
    private final ServiceContext context;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();

    private ExplainerService(ExplainerConfig config, ModelSettings modelSettings, Model model, ServiceContext context) {
        this.config = config;
        this.modelSettings = modelSettings;
        this.model = model;
        this.context = context;
    }

    /** The service; without a model it is ready and does nothing. Connects to nothing yet. */
    public static Service create(ExplainerConfig config, ServiceContext context) {
        @Nullable ModelSettings settings = config.model();
        return settings == null
                ? new RemediesOnly(context.health())
                : new ExplainerService(config, settings, new OpenAiModel(settings, context.clock()), context);
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Reads the explanations there are before it takes the first failure; that happens in the background. */
    @Override
    public synchronized void start() throws InterruptedException {
        String clientId = "faultstream-explainer";
        ShareGroup.configure(config.kafka().forAdmin(clientId), config.queue());

        ExplainerMetrics metrics =
                new ExplainerMetrics(new Meters(context.registry()), modelSettings.provider(), modelSettings.name());
        toClose.push(metrics);
        Producer<byte[], byte[]> producer = producer(clientId);
        toClose.push(() -> producer.close(CLOSE_TIMEOUT));
        ModelCalls calls =
                new ModelCalls(model, config.limits(), metrics, context.clock(), RandomGenerator.getDefault());
        toClose.push(calls);
        KeyIndex index = new KeyIndex(config.knownKeys());
        ExplanationTail tail = new ExplanationTail(
                config.topics().explanations(), config.kafka().forConsumer(clientId + "-cache"), index);
        toClose.push(tail);
        ExplanationTraces traces = new ExplanationTraces(context.tracing());
        Explainer explainer = new Explainer(
                new PromptWriter(Remedies.load()),
                calls,
                publisher(producer, traces),
                index,
                new ExplainerSettings(
                        config.selection(),
                        modelSettings.provider(),
                        modelSettings.name(),
                        config.answers(),
                        config.memory(),
                        config.rest()),
                metrics,
                context.clock());
        FailureQueue queue = new FailureQueue(
                config.topics().failures(),
                config.queue(),
                config.kafka().forConsumer(clientId),
                producer,
                config.topics().deadLetters(),
                explainer::explain,
                calls::available,
                metrics,
                traces);
        toClose.push(queue);
        queue.ended().whenComplete((done, problem) -> end(problem));
        observe(calls, index, tail, queue);
        bind(new KafkaClientMetrics(producer));
        bind(new KafkaClientMetrics(tail.consumer()));

        tail.start();
        tail.caughtUp().whenComplete((done, problem) -> {
            if (problem == null) {
                queue.start();
            } else {
                end(problem);
            }
        });
        LOGGER.atInfo()
                .addKeyValue(LogKeys.GROUP, config.queue().group())
                .addKeyValue(LogKeys.MODEL, modelSettings.name())
                .log("explainer started");
    }

    /** What may not be published must not be paid for again and again. */
    private ExplanationPublisher publisher(Producer<byte[], byte[]> producer, ExplanationTraces traces) {
        ExplanationWriter writer =
                new ExplanationWriter(producer, config.topics().explanations(), traces);
        return explanation -> writer.publish(explanation).whenComplete((published, problem) -> {
            if (AccessProblem.isOne(problem)) {
                end(problem);
            }
        });
    }

    private void end(@Nullable Throwable problem) {
        if (problem != null) {
            ended.completeExceptionally(problem);
        }
    }

    private Producer<byte[], byte[]> producer(String clientId) {
        Map<String, Object> settings = config.kafka().forProducer(clientId);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void observe(ModelCalls calls, KeyIndex index, ExplanationTail tail, FailureQueue queue) {
        Meters meters = new Meters(context.registry());
        List<Gauge> gauges = List.of(
                meters.gauge(ExplainerMeter.HELD, queue::heldRecords),
                meters.gauge(ExplainerMeter.KNOWN, index::size),
                meters.gauge(ExplainerMeter.AVAILABLE, () -> calls.available() ? 1 : 0));
        toClose.addFirst(() -> meters.remove(gauges));
        register(
                "explanations",
                () -> Health.goodIf(
                        tail.caughtUp().toCompletableFuture().isDone(),
                        "the explanations there are have not been read yet"));
        register("failures", () -> Health.goodIf(queue.isRunning(), "no failures are taken yet"));
        register(
                MODEL_HEALTH,
                () -> Health.goodIf(calls.available(), "the model does not work: " + calls.lastProblem()));
    }

    private void bind(KafkaClientMetrics client) {
        client.bindTo(context.registry());
        toClose.push(client);
    }

    private void register(String name, dev.faultstream.service.http.HealthCheck check) {
        context.health().register(name, check);
        toClose.addFirst(() -> context.health().remove(name));
    }

    @Override
    public synchronized void close() {
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOGGER.atWarn()
                        .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                        .log("something did not close as it should");
            }
        }
        ended.complete(null);
    }
}
