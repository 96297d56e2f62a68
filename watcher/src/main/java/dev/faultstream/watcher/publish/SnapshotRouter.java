package dev.faultstream.watcher.publish;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.watcher.change.ClusterChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns changes of pruned objects into the records of the topic: what is no change gives no record, an object whose
 * place changes leaves a tombstone where it was, objects that a new list no longer holds get tombstones. Its output
 * depends on the changes alone. It remembers key, hash and place of each object, not the object. Not thread-safe.
 */
public final class SnapshotRouter {
    private final RouterLimits limits;
    private final PublishObserver observer;
    private final Map<String, ClusterRouter> clusters = new HashMap<>();

    public SnapshotRouter(RouterLimits limits, PublishObserver observer) {
        this.limits = requireNonNull(limits, "limits");
        this.observer = requireNonNull(observer, "observer");
    }

    /** A router with default limits that nobody observes. */
    public static SnapshotRouter ofPartitions(int partitions) {
        return new SnapshotRouter(RouterLimits.ofPartitions(partitions), PublishObserver.NONE);
    }

    /**
     * The records of a change, in the order in which they are to be sent.
     *
     * @throws IllegalArgumentException if an upserted object has no identity
     */
    public List<RoutedRecord> route(ClusterChange change) {
        List<RoutedRecord> records = new ArrayList<>();
        ClusterRouter cluster = cluster(change.cluster());
        Instant at = cluster.advance(change.at());
        return change.match(new ClusterChange.Cases<>(
                upsert -> {
                    cluster.upsert(upsert, at, records::add);
                    return records;
                },
                delete -> {
                    cluster.delete(delete.key(), at, records::add);
                    return records;
                },
                listStarted -> {
                    cluster.startList(listStarted.kind());
                    return records;
                },
                synced -> {
                    cluster.synced(synced, at, records::add);
                    return records;
                },
                unsynced -> {
                    cluster.unsynced(unsynced, at, records::add);
                    return records;
                },
                gone -> {
                    cluster.kindGone(gone.kind(), at, records::add);
                    return records;
                },
                heartbeat -> {
                    cluster.heartbeat(heartbeat, at, records::add);
                    return records;
                }));
    }

    /** How many objects of all clusters are remembered. */
    public int objects() {
        return clusters.values().stream().mapToInt(ClusterRouter::objects).sum();
    }

    /** Whether a partition has an object, as far as this router knows. */
    boolean holds(ResourceKey key, int partition) {
        return cluster(key.cluster()).holds(key, partition);
    }

    /** The tombstone of a record, at the time of the cluster's last change. */
    RoutedRecord tombstone(String cluster, Leftover record) {
        return new RoutedRecord(
                record.partition(), record.key(), null, cluster(cluster).now());
    }

    private ClusterRouter cluster(String cluster) {
        return clusters.computeIfAbsent(cluster, id -> new ClusterRouter(id, limits, observer));
    }
}
