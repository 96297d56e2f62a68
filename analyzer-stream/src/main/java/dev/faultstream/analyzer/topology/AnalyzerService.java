package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.http.Health;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.streams.StreamsApplication;
import dev.faultstream.streams.StreamsSettings;
import dev.faultstream.streams.TopicSetup;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running analyzer. Made by {@link AnalyzerDefinition}. */
final class AnalyzerService implements Service {
    private static final Logger LOGGER = LoggerFactory.getLogger(AnalyzerService.class);
    private static final String HEALTH = "analyzer";

    private final Config config;
    private final ServiceContext context;
    private final KafkaSettings kafka;
    private final StreamsSettings settings;
    private final RuleSet rules;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable StreamsApplication application;
    private @Nullable KafkaStreamsMetrics metrics;

    AnalyzerService(Config config, ServiceContext context) {
        this.config = config;
        this.context = context;
        this.kafka = KafkaSettings.from(config);
        this.settings = AnalyzerKeys.STREAMS.settings(config, kafka);
        this.rules = RuleSet.load(AnalyzerKeys.rules(config));
    }

    @Override
    public void start() throws InterruptedException {
        TopicNames topics = TopicKeys.names(config);
        int partitions;
        try (TopicSetup setup = new TopicSetup(kafka, "faultstream-analyzer-admin", context.clock())) {
            setup.ensure(
                    TopicKeys.settings(config),
                    Set.of(topics.resourceSnapshots(), topics.failures(), topics.deadLetters()),
                    config.get(TopicKeys.CREATE));
            partitions = setup.partitionsOf(topics.resourceSnapshots());
        }
        LOGGER.atInfo()
                .addKeyValue(LogKeys.TOPIC, topics.resourceSnapshots())
                .addKeyValue(LogKeys.PARTITIONS, partitions)
                .addKeyValue(LogKeys.RULES, rules.all().size())
                .log("analysing");
        Meters meters = new Meters(context.registry());
        AnalyzerMeters observer =
                new AnalyzerMeters(meters, rules, new Latency(meters, context.clock(), config.get(Latency.MEASURED)));
        SnapshotProcessorSupplier processor = new SnapshotProcessorSupplier(
                partitions,
                rules.wrapped(observer::timed),
                AnalyzerKeys.engine(config),
                AnalyzerKeys.lifecycle(config),
                config.get(AnalyzerKeys.SILENCE_WATCH),
                observer,
                context.tracing());
        StreamsApplication started = new StreamsApplication(
                settings,
                partitions,
                observer::deadLetter,
                properties -> AnalyzerTopology.build(topics, processor, properties));
        application = started;
        metrics = new KafkaStreamsMetrics(started.streams());
        metrics.bindTo(meters.registry());
        context.health().register(HEALTH, () -> Health.goodIf(started.isRunning(), "state is " + started.describe()));
        context.health()
                .registerLiveness(HEALTH, () -> Health.goodIf(!started.hasFailed(), "state is " + started.describe()));
        started.failed().whenComplete((nothing, error) -> {
            if (error != null) {
                ended.completeExceptionally(error);
            }
        });
        started.start();
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        context.health().remove(HEALTH);
        if (metrics != null) {
            metrics.close();
            metrics = null;
        }
        if (application != null) {
            application.close();
            application = null;
        }
    }
}
