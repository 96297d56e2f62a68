package dev.faultstream.streams;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/** The settings of one Kafka Streams application of a service. */
public final class StreamsKeys {
    private static final long MIB = 1L << 20;

    private final ConfigKey<String> applicationId;
    private final ConfigKey<Path> stateDir;
    private final ConfigKey<Integer> threads;
    private final ConfigKey<Integer> standbyReplicas;
    private final ConfigKey<String> instanceId;
    private final ConfigKey<Duration> commitInterval;
    private final ConfigKey<Long> cacheSize;
    private final ConfigKey<Long> recordCacheSize;

    /**
     * @param prefix what stands before the names of the keys, with its dot
     * @param name the default application id, {@code faultstream-} and one word
     */
    public StreamsKeys(String prefix, String name, String recordCache) {
        applicationId = ConfigKey.of(
                        prefix + "application-id",
                        ValueTypes.string(),
                        "Names the consumer group, the internal topics and the state; the prefix of the topics is put"
                                + " before it.")
                .withDefault("faultstream-" + name)
                .check("must be of letters, digits, '.', '_' and '-'", id -> !id.isEmpty() && TopicNames.isPrefix(id));
        stateDir = ConfigKey.of(prefix + "state-dir", ValueTypes.path(), "Where the state is kept between runs.")
                .withDefault("data/" + name);
        threads = ConfigKey.of(prefix + "threads", ValueTypes.integer(), "Stream threads of this instance.")
                .withDefault("1")
                .check("must be between 1 and 64", count -> count >= 1 && count <= 64);
        standbyReplicas = ConfigKey.of(
                        prefix + "standby-replicas",
                        ValueTypes.integer(),
                        "Further instances that hold a copy of each state, ready to take over.")
                .withDefault("0")
                .check("must be between 0 and 8", count -> count >= 0 && count <= 8);
        instanceId = ConfigKey.of(
                prefix + "instance-id",
                ValueTypes.string(),
                "Name of this instance in its group, stable across restarts, so that one moves no partitions; without"
                        + " it, one is made and kept in the state directory.");
        commitInterval = ConfigKey.of(
                        prefix + "commit-interval",
                        ValueTypes.duration(),
                        "How often results are committed: the least latency of what is published.")
                .withDefault("100ms")
                .check("must be between 10ms and 1m", StreamsKeys::isCommitInterval);
        cacheSize = ConfigKey.of(
                        prefix + "cache-size",
                        ValueTypes.size(),
                        "Off-heap memory of all RocksDB stores of the process together.")
                .withDefault("128MiB")
                .check("must be at least 1MiB", size -> size >= MIB);
        recordCacheSize = ConfigKey.of(
                        prefix + "record-cache-size",
                        ValueTypes.size(),
                        "Heap memory for state that waits for the next commit.")
                .withDefault(recordCache)
                .check("must not be negative", size -> size >= 0);
    }

    /** All of them, without those of Kafka and the topics. */
    public ConfigTable table() {
        return ConfigTable.of(
                applicationId,
                stateDir,
                threads,
                standbyReplicas,
                instanceId,
                commitInterval,
                cacheSize,
                recordCacheSize);
    }

    /** What the application needs beside the topics that it reads and writes. */
    public List<KafkaRight> rights(Config config) {
        String id = id(config);
        return List.of(
                KafkaRight.topicsFrom(
                        id + "-",
                        "its state: the topics that Kafka Streams keeps for it, which it creates itself",
                        AclOperation.CREATE,
                        AclOperation.READ,
                        AclOperation.WRITE),
                KafkaRight.group(id, "its consumer group", AclOperation.READ),
                KafkaRight.transactionsFrom(id + "-", "exactly once", AclOperation.WRITE));
    }

    /** What its group is called, and what the names of its topics and transactions begin with. */
    public String id(Config config) {
        return TopicKeys.names(config).prefix() + config.get(applicationId);
    }

    /** The settings of the application, with those of Kafka and the topics. */
    public StreamsSettings settings(Config config, KafkaSettings kafka) {
        TopicNames topics = TopicKeys.names(config);
        String id = id(config);
        return new StreamsSettings(
                topics.deadLetters(),
                id,
                config.get(stateDir),
                config.get(threads),
                config.get(standbyReplicas),
                config.find(instanceId),
                config.get(commitInterval),
                config.get(TopicKeys.REPLICATION_FACTOR),
                config.get(cacheSize),
                config.get(recordCacheSize),
                kafka.forStreams(id));
    }

    private static boolean isCommitInterval(Duration interval) {
        return interval.compareTo(Duration.ofMillis(10)) >= 0 && interval.compareTo(Duration.ofMinutes(1)) <= 0;
    }
}
