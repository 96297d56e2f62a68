package dev.faultstream.watcher.publish;

import dev.faultstream.schemas.snapshot.Route;
import dev.faultstream.schemas.topic.SnapshotPartitions;

/**
 * The partitions of a route as one number: a partition, or {@link #EVERYWHERE}, or {@link #PROJECTED} where every
 * partition has the object in one form or the other.
 */
final class Place {
    static final int EVERYWHERE = -1;
    static final int PROJECTED = -2;

    private Place() {}

    static int of(String cluster, Route route, SnapshotPartitions partitions) {
        return switch (route.scope()) {
            case HOME -> partitions.home(cluster, route);
            case ALL -> EVERYWHERE;
            case PROJECTED -> PROJECTED;
        };
    }

    static boolean holds(int place, int partition) {
        return place < 0 || place == partition;
    }
}
