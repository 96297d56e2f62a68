package dev.faultstream.sink;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.sink.join.JoinSettings;
import java.nio.file.Path;
import java.time.Duration;

/** The settings of the join. */
public final class JoinKeys {
    public static final ConfigKey<Boolean> ENABLED = ConfigKey.of(
                    "sink.join.enabled",
                    ValueTypes.bool(),
                    "Whether this instance joins failures with explanations into `k8s-failures-explained`.")
            .withDefault("true");

    public static final ConfigKey<String> APPLICATION_ID = ConfigKey.of(
                    "sink.join.application-id",
                    ValueTypes.string(),
                    "Names the consumer group, the internal topics and the state; the prefix of the topics is put before"
                            + " it.")
            .withDefault("faultstream-sink")
            .check("must be of letters, digits, '.', '_' and '-'", id -> !id.isEmpty() && TopicNames.isPrefix(id));

    public static final ConfigKey<Path> STATE_DIR = ConfigKey.of(
                    "sink.join.state-dir", ValueTypes.path(), "Where the join keeps its state between runs.")
            .withDefault("data/sink");

    public static final ConfigKey<Integer> THREADS = ConfigKey.of(
                    "sink.join.threads", ValueTypes.integer(), "Stream threads of this instance.")
            .withDefault("1")
            .check("must be between 1 and 64", count -> count >= 1 && count <= 64);

    public static final ConfigKey<Integer> STANDBY_REPLICAS = ConfigKey.of(
                    "sink.join.standby-replicas",
                    ValueTypes.integer(),
                    "Further instances that hold a copy of each state, ready to take over.")
            .withDefault("0")
            .check("must be between 0 and 8", count -> count >= 0 && count <= 8);

    public static final ConfigKey<String> INSTANCE_ID = ConfigKey.of(
            "sink.join.instance-id",
            ValueTypes.string(),
            "Name of this instance in its group, stable across restarts, so that one moves no partitions; without it, one"
                    + " is made and kept in the state directory.");

    public static final ConfigKey<Duration> COMMIT_INTERVAL = ConfigKey.of(
                    "sink.join.commit-interval",
                    ValueTypes.duration(),
                    "How often results are committed: the least latency of what is published.")
            .withDefault("100ms")
            .check("must be between 10ms and 1m", JoinKeys::isCommitInterval);

    public static final ConfigKey<Long> CACHE_SIZE = ConfigKey.of(
                    "sink.join.cache-size", ValueTypes.size(), "Off-heap memory of all RocksDB stores together.")
            .withDefault("64MiB")
            .check("must be at least 1MiB", size -> size >= JoinSettings.MIN_CACHE_BYTES);

    /** All settings of the join, without those of Kafka and the topics. */
    public static final ConfigTable TABLE = ConfigTable.of(
            ENABLED, APPLICATION_ID, STATE_DIR, THREADS, STANDBY_REPLICAS, INSTANCE_ID, COMMIT_INTERVAL, CACHE_SIZE);

    private JoinKeys() {}

    static JoinSettings settings(Config config, KafkaSettings kafka) {
        TopicNames topics = TopicKeys.names(config);
        String applicationId = topics.prefix() + config.get(APPLICATION_ID);
        return new JoinSettings(
                topics,
                applicationId,
                config.get(STATE_DIR),
                config.get(THREADS),
                config.get(STANDBY_REPLICAS),
                config.find(INSTANCE_ID),
                config.get(COMMIT_INTERVAL),
                config.get(TopicKeys.REPLICATION_FACTOR),
                config.get(CACHE_SIZE),
                kafka.forStreams(applicationId));
    }

    private static boolean isCommitInterval(Duration interval) {
        return interval.compareTo(Duration.ofMillis(10)) >= 0 && interval.compareTo(Duration.ofMinutes(1)) <= 0;
    }
}
