package dev.faultstream.sink.join;

import static java.util.Objects.requireNonNull;

import dev.faultstream.sink.LogKeys;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running join. Thread-safe; whoever makes it closes it. A stream thread that dies is replaced; with topics missing
 * the join stops, because that is for a person to mend.
 */
public final class FailureJoin implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FailureJoin.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private volatile String lastError = "";

    /** Makes the join; nothing runs yet. */
    public FailureJoin(JoinSettings settings, JoinObserver observer) {
        requireNonNull(settings, "settings");
        requireNonNull(observer, "observer");
        Properties properties = StreamsProperties.of(settings, observer);
        Topology topology = JoinTopology.build(settings.topics(), observer, properties);
        streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(this::onUncaught);
        streams.setStateListener(
                (now, before) -> LOGGER.atInfo().addKeyValue(LogKeys.STATE, now).log("the join changed state"));
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

    private StreamThreadExceptionResponse onUncaught(Throwable error) {
        Throwable inner = error.getCause();
        Throwable cause = inner == null ? error : inner;
        lastError = cause.getClass().getSimpleName();
        boolean mend = cause instanceof MissingSourceTopicException;
        LOGGER.atError()
                .setCause(error)
                .log(mend ? "the join stops: a topic is missing" : "a stream thread died and is replaced");
        return mend ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
