package dev.faultstream.schemas.snapshot;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * The state of one resource after the watcher pruned it.
 *
 * @param cluster the cluster's id
 * @param observedAt when the watcher saw this state
 * @param epoch the run of the watcher that saw it; a later run has a higher one
 * @param truncated whether the object was too large for a record even after pruning, so that only its metadata and
 *     status are here
 * @param resource the object; not to be changed once it is here
 */
public record ResourceSnapshot(String cluster, Instant observedAt, long epoch, boolean truncated, ObjectNode resource)
        implements SnapshotRecord {
    public ResourceSnapshot {
        requireNonNull(cluster, "cluster");
        requireNonNull(observedAt, "observedAt");
        requireNonNull(resource, "resource");
    }

    /**
     * The identity of the resource.
     *
     * @throws IllegalArgumentException if apiVersion, kind or name are missing
     */
    public ResourceKey resourceKey() {
        return Resources.key(cluster, resource);
    }

    @Override
    public String key() {
        return resourceKey().toString();
    }

    /** Without the object's content, which must not reach a log. */
    @Override
    public String toString() {
        return "ResourceSnapshot[" + Resources.describe(cluster, resource) + " at " + observedAt + ", epoch " + epoch
                + "]";
    }
}
