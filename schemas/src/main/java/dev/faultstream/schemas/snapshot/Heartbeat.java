package dev.faultstream.schemas.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The cluster is being watched; the clock of its stream when nothing else happens. Sent to every partition every
 * 5 s, and once before everything else when a watcher starts.
 *
 * @param cluster the cluster's id
 * @param observedAt the watcher's time
 * @param epoch the run of the watcher: a kind synced by an older run is not synced; null when unknown (recordings)
 */
public record Heartbeat(
        String cluster, Instant observedAt, @Nullable Long epoch) implements SnapshotRecord {
    public Heartbeat {
        requireNonNull(cluster, "cluster");
        requireNonNull(observedAt, "observedAt");
    }

    @Override
    public String key() {
        return ControlKeys.heartbeat(cluster);
    }
}
