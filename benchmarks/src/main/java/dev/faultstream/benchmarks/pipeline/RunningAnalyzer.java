package dev.faultstream.benchmarks.pipeline;

import static java.util.Objects.requireNonNull;

import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.analyzer.lifecycle.LifecycleSettings;
import dev.faultstream.analyzer.topology.AnalyzerObserver;
import dev.faultstream.analyzer.topology.AnalyzerTopology;
import dev.faultstream.analyzer.topology.SnapshotProcessorSupplier;
import dev.faultstream.benchmarks.Stopwatch;
import dev.faultstream.streams.DeadLetterObserver;
import dev.faultstream.streams.StreamsApplication;
import dev.faultstream.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The analyzer as it is deployed, exactly once and with one thread, and a count of what it has taken. Thread-safe. */
final class RunningAnalyzer implements AutoCloseable {
    private static final long RECORD_CACHE_BYTES = 16L << 20;
    private static final long PATIENCE_MINUTES = 20;

    private final StreamsApplication application;
    private final AtomicLong processed = new AtomicLong();
    private final CountDownLatch done = new CountDownLatch(1);
    private final long expected;
    private volatile @Nullable Stopwatch watch;
    private volatile @Nullable Turn turn;

    /**
     * @param expected after how many records {@link #await()} returns
     */
    RunningAnalyzer(Bench bench, String id, Path state, long expected) {
        this.expected = expected;
        StreamsSettings settings = new StreamsSettings(
                bench.topics().deadLetters(),
                id,
                state,
                1,
                0,
                Optional.empty(),
                StreamsSettings.COMMIT_INTERVAL,
                1,
                StreamsSettings.CACHE_BYTES,
                RECORD_CACHE_BYTES,
                Map.of("bootstrap.servers", bench.bootstrapServers()));
        SnapshotProcessorSupplier processor = new SnapshotProcessorSupplier(
                bench.partitions(),
                RuleSet.load(RuleSettings.defaults()),
                EngineOptions.defaults(),
                LifecycleSettings.defaults(),
                true,
                new Counter());
        application = new StreamsApplication(
                settings,
                bench.partitions(),
                DeadLetterObserver.NONE,
                properties -> AnalyzerTopology.build(bench.topics(), processor, properties));
        application.start();
    }

    /** Returns when it has taken as many records as are expected. */
    void await() throws InterruptedException, TimeoutException {
        if (!done.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new TimeoutException(processed + " of " + expected + " records, " + application.describe());
        }
    }

    /** What it took from the first record to the last expected one. */
    Turn turn() {
        return requireNonNull(turn, "not all records have been taken");
    }

    @Override
    public void close() {
        application.close();
    }

    private final class Counter implements AnalyzerObserver {
        @Override
        public void processed(Duration time) {
            long count = processed.incrementAndGet();
            if (count == 1) {
                watch = new Stopwatch();
            }
            Stopwatch started = watch;
            if (count == expected && started != null) {
                turn = new Turn(started.perSecond(count), started.perProcessorSecond(count));
                done.countDown();
            }
        }

        @Override
        public void deadLetter(String topic) {
            throw new IllegalStateException("a benchmark has no bad records");
        }
    }
}
