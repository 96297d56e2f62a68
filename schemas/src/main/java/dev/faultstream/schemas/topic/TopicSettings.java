package dev.faultstream.schemas.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What an operator decides about the topics.
 *
 * @param names their names
 * @param partitions how many partitions each topic but the dead letters has; what is published about a namespace stays
 *     in one of them, so it is not to be changed later
 * @param replicationFactor how many copies are kept; {@link #BROKER_DEFAULT} leaves it to the broker
 * @param history for how long every record is kept; beyond it, the latest of each key
 * @param deadLetterRetention for how long dead letters are kept
 */
public record TopicSettings(
        TopicNames names, int partitions, short replicationFactor, Duration history, Duration deadLetterRetention) {
    /** The replication factor that the broker decides. */
    public static final short BROKER_DEFAULT = -1;

    public TopicSettings {
        requireNonNull(names, "names");
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1: " + partitions);
        }
        if (replicationFactor != BROKER_DEFAULT && replicationFactor < 1) {
            throw new IllegalArgumentException("replicationFactor must be -1 or at least 1: " + replicationFactor);
        }
        requirePositive(history, "history");
        requirePositive(deadLetterRetention, "deadLetterRetention");
    }

    /** Twelve partitions, the broker's replication factor, seven days of history, fourteen of dead letters. */
    public static TopicSettings defaults() {
        return new TopicSettings(TopicNames.unprefixed(), 12, BROKER_DEFAULT, Duration.ofDays(7), Duration.ofDays(14));
    }

    /** The same with other names. */
    public TopicSettings withNames(TopicNames other) {
        return new TopicSettings(other, partitions, replicationFactor, history, deadLetterRetention);
    }

    /** The same with another number of partitions. */
    public TopicSettings withPartitions(int other) {
        return new TopicSettings(names, other, replicationFactor, history, deadLetterRetention);
    }

    private static void requirePositive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive: " + duration);
        }
    }
}
