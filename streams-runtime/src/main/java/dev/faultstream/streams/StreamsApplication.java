package dev.faultstream.streams;

import static java.util.Objects.requireNonNull;

import dev.faultstream.service.kafka.AccessProblem;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Kafka Streams application. Thread-safe; whoever makes it closes it. A stream thread that dies is replaced;
 * the application stops when that does not help, when a topic is missing, or when Kafka refuses it.
 */
public final class StreamsApplication implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StreamsApplication.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    /** How many threads may die before the application runs again. */
    private static final int MAX_DEATHS = 10;

    private final String name;
    private final KafkaStreams streams;
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile String lastError = "";
    private volatile @Nullable Throwable lastProblem;

    /**
     * Makes the application; nothing runs yet.
     *
     * @param partitions of the topics that it reads: each has stores of its own
     * @param topology gives its topology for the settings as Kafka Streams takes them
     */
    public StreamsApplication(
            StreamsSettings settings,
            int partitions,
            DeadLetterObserver observer,
            Function<Properties, Topology> topology) {
        requireNonNull(settings, "settings");
        requireNonNull(observer, "observer");
        Properties properties = StreamsProperties.of(settings, observer);
        name = settings.applicationId();
        Topology built = topology.apply(properties);
        properties.put(
                SharedCache.MEMTABLE_BYTES,
                SharedCache.memtableBytes(settings.cacheBytes(), storesOf(built) * partitions));
        streams = new KafkaStreams(built, properties);
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
            LOGGER.atWarn().addKeyValue(LogKeys.APPLICATION, name).log("the application did not stop in time");
        }
    }

    private static int storesOf(Topology topology) {
        return (int) topology.describe().subtopologies().stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .filter(TopologyDescription.Processor.class::isInstance)
                .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
                .distinct()
                .count();
    }

    private void onState(KafkaStreams.State now, KafkaStreams.State before) {
        LOGGER.atInfo()
                .addKeyValue(LogKeys.APPLICATION, name)
                .addKeyValue(LogKeys.STATE, now)
                .log("the application changed state");
        if (now == KafkaStreams.State.RUNNING) {
            deaths.set(0);
        } else if (now == KafkaStreams.State.ERROR) {
            failed.completeExceptionally(new StreamsException(name + " cannot go on after " + lastError, lastProblem));
        }
    }

    private StreamThreadExceptionResponse onUncaught(Throwable error) {
        Throwable inner = error.getCause();
        Throwable cause = inner == null ? error : inner;
        lastError = cause.getClass().getSimpleName();
        lastProblem = error;
        boolean hopeless = cause instanceof MissingSourceTopicException
                || AccessProblem.isOne(error)
                || deaths.incrementAndGet() > MAX_DEATHS;
        LOGGER.atError()
                .setCause(error)
                .log(
                        hopeless
                                ? "a stream thread died and the application stops"
                                : "a stream thread died and is replaced");
        return hopeless ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
