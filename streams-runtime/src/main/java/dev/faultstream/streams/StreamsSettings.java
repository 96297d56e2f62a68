package dev.faultstream.streams;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a Kafka Streams application runs.
 *
 * @param deadLetterTopic where records go that cannot be read or processed
 * @param applicationId names the consumer group, the internal topics and the state
 * @param stateDir where the state is kept
 * @param threads how many stream threads
 * @param standbyReplicas how many further instances hold a copy of each state
 * @param instanceId this instance's name in the group, so that a restart moves no partitions; when empty, one is
 *     made once and kept with the state
 * @param commitInterval how often a transaction is committed: the least latency of the output
 * @param replicationFactor of the internal topics; -1 leaves it to the broker
 * @param cacheBytes off-heap memory of all state stores of the process together
 * @param recordCacheBytes heap memory for writes to state stores that wait for the next commit; 0 for none
 * @param client settings of all Kafka clients: at least the bootstrap servers
 */
public record StreamsSettings(
        String deadLetterTopic,
        String applicationId,
        Path stateDir,
        int threads,
        int standbyReplicas,
        Optional<String> instanceId,
        Duration commitInterval,
        int replicationFactor,
        long cacheBytes,
        long recordCacheBytes,
        Map<String, Object> client) {
    /** The default of {@link #commitInterval()}. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);

    /** The default of {@link #cacheBytes()}. */
    public static final long CACHE_BYTES = 128L << 20;

    /** The least {@link #cacheBytes()}. */
    public static final long MIN_CACHE_BYTES = 1L << 20;

    public StreamsSettings {
        requireNonNull(deadLetterTopic, "deadLetterTopic");
        requireNonNull(applicationId, "applicationId");
        requireNonNull(stateDir, "stateDir");
        requireNonNull(instanceId, "instanceId");
        client = Map.copyOf(client);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        if (standbyReplicas < 0) {
            throw new IllegalArgumentException("standbyReplicas must not be negative: " + standbyReplicas);
        }
        if (commitInterval.isNegative() || commitInterval.isZero()) {
            throw new IllegalArgumentException("commitInterval must be positive: " + commitInterval);
        }
        if (cacheBytes < MIN_CACHE_BYTES) {
            throw new IllegalArgumentException("cacheBytes must be at least 1 MiB: " + cacheBytes);
        }
    }

    /** One thread, no standby, the default latency: what a single instance needs. */
    public static StreamsSettings of(
            String deadLetterTopic, String applicationId, Path stateDir, Map<String, Object> client) {
        return new StreamsSettings(
                deadLetterTopic,
                applicationId,
                stateDir,
                1,
                0,
                Optional.empty(),
                COMMIT_INTERVAL,
                -1,
                CACHE_BYTES,
                0,
                client);
    }

    /** Without the client settings, which may hold secrets. */
    @Override
    public String toString() {
        return "StreamsSettings[" + applicationId + "]";
    }
}
