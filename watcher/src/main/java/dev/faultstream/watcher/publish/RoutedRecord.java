package dev.faultstream.watcher.publish;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.snapshot.SnapshotRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code k8s-resource-snapshots} with its place in the topic.
 *
 * @param partition the partition it belongs to
 * @param key its key
 * @param value what it says; null when the resource is gone from this partition
 * @param timestamp its timestamp; never goes back within a cluster
 */
public record RoutedRecord(
        int partition, String key, @Nullable SnapshotRecord value, Instant timestamp) {
    public RoutedRecord {
        requireNonNull(key, "key");
        requireNonNull(timestamp, "timestamp");
        if (partition < 0) {
            throw new IllegalArgumentException("partition must not be negative: " + partition);
        }
    }
}
