package dev.faultstream.schemas.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The initial list of a kind is complete: from here on, the absence of an object means that it does not exist.
 * Objects of the kind that carry an older epoch are gone. Sent to every partition.
 *
 * @param cluster the cluster's id
 * @param observedAt when the list was complete
 * @param epoch the run of the watcher
 * @param group the API group, {@code core} for the core group
 * @param kind the kind
 */
public record KindSynced(String cluster, Instant observedAt, long epoch, String group, String kind)
        implements SnapshotRecord {
    public KindSynced {
        requireNonNull(cluster, "cluster");
        requireNonNull(observedAt, "observedAt");
        requireNonNull(group, "group");
        requireNonNull(kind, "kind");
    }

    @Override
    public String key() {
        return ControlKeys.kindState(cluster, new KindRef(group, kind));
    }
}
