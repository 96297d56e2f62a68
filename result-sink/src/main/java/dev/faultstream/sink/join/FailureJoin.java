package dev.faultstream.sink.join;

import static java.util.Objects.requireNonNull;

import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.SinkException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running join. Thread-safe; whoever makes it closes it. A stream thread that dies is replaced; the join stops
 * when that does not help, or when a topic is missing.
 */
public final class FailureJoin implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FailureJoin.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    /** How many threads may die before the join runs again. */
    private static final int MAX_DEATHS = 10;

    private final KafkaStreams streams;
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile String lastError = "";

    /** Makes the join; nothing runs yet. */
    public FailureJoin(JoinSettings settings, JoinObserver observer) {
        requireNonNull(settings, "settings");
        requireNonNull(observer, "observer");
        Properties properties = StreamsProperties.of(settings, observer);
        Topology topology = JoinTopology.build(settings.topics(), observer, properties);
        streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(this::onUncaught);
        streams.setStateListener(this::onState);
    }

    /** Starts it. */
    public void start() {
        streams.start();
    }

    /** Whether it is running with all its partitions restored. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether it has stopped and will not run again by itself. */
    public boolean hasFailed() {
        return streams.state() == KafkaStreams.State.ERROR || streams.state() == KafkaStreams.State.PENDING_ERROR;
    }

    /** Completes exceptionally when it {@link #hasFailed()}, else never. */
    public CompletionStage<Void> failed() {
        return failed;
    }

    /** Its state in words for a health report. */
    public String describe() {
        String error = lastError;
        return error.isEmpty() ? streams.state().name() : streams.state().name() + " after " + error;
    }

    /** What runs it, for metrics; not to be started or closed. */
    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        if (!streams.close(CLOSE_TIMEOUT)) {
            LOGGER.atWarn().log("the join did not stop in time");
        }
    }

    private void onState(KafkaStreams.State now, KafkaStreams.State before) {
        LOGGER.atInfo().addKeyValue(LogKeys.STATE, now).log("the join changed state");
        if (now == KafkaStreams.State.RUNNING) {
            deaths.set(0);
        } else if (now == KafkaStreams.State.ERROR) {
            failed.completeExceptionally(new SinkException("the join cannot go on after " + lastError));
        }
    }

    private StreamThreadExceptionResponse onUncaught(Throwable error) {
        Throwable inner = error.getCause();
        Throwable cause = inner == null ? error : inner;
        lastError = cause.getClass().getSimpleName();
        boolean hopeless = cause instanceof MissingSourceTopicException || deaths.incrementAndGet() > MAX_DEATHS;
        LOGGER.atError()
                .setCause(error)
                .log(hopeless ? "a stream thread died and the join stops" : "a stream thread died and is replaced");
        return hopeless ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
