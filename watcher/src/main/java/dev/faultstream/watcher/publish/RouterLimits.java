package dev.faultstream.watcher.publish;

import dev.faultstream.schemas.topic.TopicSpec;

/**
 * What a router has to fit its records into.
 *
 * @param partitions how many partitions the topic has
 * @param mostResourceBytes how large an object may be in a record; a larger one is published without its largest parts
 */
public record RouterLimits(int partitions, int mostResourceBytes) {
    /** Fits into the records that the topic takes, with room for the envelope. */
    public static final int DEFAULT_MOST_RESOURCE_BYTES = TopicSpec.MAX_SNAPSHOT_BYTES - 64 * 1024;

    public RouterLimits {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1: " + partitions);
        }
        if (mostResourceBytes < 1024) {
            throw new IllegalArgumentException("mostResourceBytes must be at least 1024: " + mostResourceBytes);
        }
    }

    /** The default limits of a topic with so many partitions. */
    public static RouterLimits ofPartitions(int partitions) {
        return new RouterLimits(partitions, DEFAULT_MOST_RESOURCE_BYTES);
    }
}
