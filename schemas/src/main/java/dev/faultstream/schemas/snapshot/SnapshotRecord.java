package dev.faultstream.schemas.snapshot;

import java.time.Instant;

/**
 * One record of {@code k8s-resource-snapshots}. A deleted resource has no record type: it is a null value under the
 * resource's key.
 */
public sealed interface SnapshotRecord permits ResourceSnapshot, KindSynced, KindUnsynced, Heartbeat {
    /** The cluster that the record tells of. */
    String cluster();

    /** When the watcher saw it; also the timestamp of the Kafka record. Never goes back within a cluster's epoch. */
    Instant observedAt();

    /** The key of the Kafka record. */
    String key();
}
