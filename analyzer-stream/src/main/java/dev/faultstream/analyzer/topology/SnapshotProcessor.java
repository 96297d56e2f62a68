package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.Analyzer;
import dev.faultstream.analyzer.AnalyzerOptions;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.OrderedStore;
import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.schemas.topic.RecordHeaders;
import dev.faultstream.service.tracing.Step;
import dev.faultstream.service.tracing.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Feeds the records of one partition to an {@link Analyzer} and forwards what it concludes. */
final class SnapshotProcessor extends ContextualProcessor<String, byte[], String, Object> {
    private static final Duration SILENCE_CHECK = Duration.ofSeconds(5);
    private static final long LONGEST_SILENCE_MILLIS = 60_000;

    private final SnapshotProcessorSupplier setup;
    private final FailureTraces traces;
    private final Map<String, Long> arrivals = new HashMap<>();
    private long startedAt;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    private Analyzer analyzer;

    @SuppressWarnings("NullAway.Init") // as the analyzer
    private Census census;

    SnapshotProcessor(SnapshotProcessorSupplier setup) {
        this.setup = setup;
        this.traces = new FailureTraces(setup.tracing());
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        EngineStores stores = new EngineStores(
                store(StoreNames.RESOURCES),
                store(StoreNames.INDEX),
                store(StoreNames.DEPENDENTS),
                store(StoreNames.EVALUATIONS),
                store(StoreNames.WAKEUPS),
                store(StoreNames.FAILURES));
        census = new Census(setup.observer());
        AnalyzerOptions options = setup.options(context.taskId().partition(), census);
        census.load(stores.failures(), options.homes());
        analyzer = new Analyzer(stores, setup.rules(), options);
        startedAt = context.currentSystemTimeMs();
        arrivals.clear();
        if (setup.watchSilence()) {
            context.schedule(SILENCE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::watchSilence);
        }
    }

    @Override
    public void process(Record<String, byte[]> record) {
        long start = System.nanoTime();
        if (record.key() == null) {
            deadLetter(record, "the record has no key");
            return;
        }
        if (setup.watchSilence()) {
            arrivals.put(clusterOf(record.key()), context().currentSystemTimeMs());
        }
        try (Step step = traces.analyze(record)) {
            Analyzer.Outcome outcome =
                    analyzer.process(record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()));
            forward(outcome.failures(), record.timestamp(), step.context());
            if (outcome.problem() != null) {
                step.failed(outcome.problem());
                deadLetter(record, outcome.problem());
            }
        }
        setup.observer().processed(Duration.ofNanos(System.nanoTime() - start));
    }

    @Override
    public void close() {
        census.close();
    }

    /**
     * Nothing has come from a cluster for a minute. The time that counts is that of arrival: records that were late on
     * their way were not silent.
     */
    private void watchSilence(long now) {
        for (String cluster : analyzer.watchedClusters()) {
            if (now - arrivals.getOrDefault(cluster, startedAt) > LONGEST_SILENCE_MILLIS) {
                forward(analyzer.silent(cluster), now, null);
            }
        }
    }

    private void forward(List<FailureRecord> failures, long timestamp, @Nullable TraceContext at) {
        for (FailureRecord failure : failures) {
            long time = failure.failure() == null
                    ? timestamp
                    : failure.failure().changedAt().toEpochMilli();
            Headers headers = failure.failure() == null ? null : traces.publish(failure.failure(), at);
            context()
                    .forward(
                            new Record<String, Object>(failure.id(), failure.failure(), time, headers),
                            AnalyzerTopology.FAILURES_SINK);
            census.published(failure.id(), failure.failure());
            if (failure.failure() != null) {
                setup.observer().published(failure.failure());
            }
        }
    }

    private void deadLetter(Record<String, byte[]> record, String problem) {
        RecordMetadata origin = context().recordMetadata().orElseThrow();
        setup.observer().deadLetter(origin.topic());
        context()
                .forward(
                        new Record<>(
                                record.key(),
                                record.value(),
                                record.timestamp(),
                                RecordHeaders.deadLetter(origin.topic(), origin.partition(), origin.offset(), problem)),
                        AnalyzerTopology.DEAD_LETTERS_SINK);
    }

    private OrderedStore store(String name) {
        KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]> store =
                context().getStateStore(name);
        return new StreamsStore(store);
    }

    private static String clusterOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }
}
