package dev.faultstream.service.kafka;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import java.time.Duration;

/** The settings of Faultstream's topics, the same for all services of a deployment. */
public final class TopicKeys {
    public static final ConfigKey<String> PREFIX = ConfigKey.of(
                    "topics.prefix", ValueTypes.string(), "What stands before the names of all topics.")
            .check("must be of letters, digits, '.', '_' and '-'", TopicNames::isPrefix);

    public static final ConfigKey<Integer> PARTITIONS = ConfigKey.of(
                    "topics.partitions",
                    ValueTypes.integer(),
                    "Partitions of topics that are created; not to be changed afterwards.")
            .withDefault("12")
            .check("must be between 1 and 10000", count -> count >= 1 && count <= 10_000);

    public static final ConfigKey<Integer> REPLICATION_FACTOR = ConfigKey.of(
                    "topics.replication-factor",
                    ValueTypes.integer(),
                    "Copies of topics that are created; -1 takes the broker's default.")
            .withDefault("-1")
            .check("must be -1 or between 1 and 32", factor -> factor == -1 || (factor >= 1 && factor <= 32));

    public static final ConfigKey<Duration> HISTORY = ConfigKey.of(
                    "topics.history",
                    ValueTypes.duration(),
                    "How long every record is kept; beyond it, only the latest of each key.")
            .withDefault("7d")
            .check("must be positive", history -> history.compareTo(Duration.ZERO) > 0);

    public static final ConfigKey<Duration> DEAD_LETTER_RETENTION = ConfigKey.of(
                    "topics.dead-letter-retention", ValueTypes.duration(), "How long dead letters are kept.")
            .withDefault("14d")
            .check("must be positive", retention -> retention.compareTo(Duration.ZERO) > 0);

    public static final ConfigKey<Boolean> CREATE = ConfigKey.of(
                    "topics.create",
                    ValueTypes.bool(),
                    "Whether topics that are missing are created; if not, a service waits a minute for them to be made by"
                            + " others, and then ends.")
            .withDefault("true");

    /** What services have that only read and write topics. */
    public static final ConfigTable NAMES_TABLE = ConfigTable.of(PREFIX);

    /** What services have that also create them. */
    public static final ConfigTable TABLE =
            ConfigTable.of(PREFIX, CREATE, PARTITIONS, REPLICATION_FACTOR, HISTORY, DEAD_LETTER_RETENTION);

    private TopicKeys() {}

    /** The names of the topics, from {@link #NAMES_TABLE}. */
    public static TopicNames names(Config config) {
        return new TopicNames(config.find(PREFIX).orElse(""));
    }

    /** How the topics are to be, from {@link #TABLE}. */
    public static TopicSettings settings(Config config) {
        return new TopicSettings(
                names(config),
                config.get(PARTITIONS),
                config.get(REPLICATION_FACTOR).shortValue(),
                config.get(HISTORY),
                config.get(DEAD_LETTER_RETENTION));
    }
}
