package dev.faultstream.schemas.snapshot;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A kind is watched but its list is not complete (any more): nothing can be said about an object's absence. A watcher
 * sends one with {@link Reason#LISTING} for each kind before its first list. Sent to every partition, under the key
 * of {@link KindSynced}.
 *
 * @param cluster the cluster's id
 * @param observedAt when that became known
 * @param epoch the run of the watcher
 * @param group the API group, {@code core} for the core group
 * @param kind the kind
 * @param reason why
 */
public record KindUnsynced(String cluster, Instant observedAt, long epoch, String group, String kind, Reason reason)
        implements SnapshotRecord {
    public KindUnsynced {
        requireNonNull(cluster, "cluster");
        requireNonNull(observedAt, "observedAt");
        requireNonNull(group, "group");
        requireNonNull(kind, "kind");
        requireNonNull(reason, "reason");
    }

    @Override
    public String key() {
        return ControlKeys.kindState(cluster, new KindRef(group, kind));
    }

    /** Why a kind is not synced. */
    public enum Reason {
        /** The initial list is under way. */
        @JsonProperty("listing")
        LISTING,
        /** The watcher may not list the kind (HTTP 403). */
        @JsonProperty("forbidden")
        FORBIDDEN,
        /** Listing fails again and again; also what an unknown reason is read as. */
        @JsonEnumDefaultValue
        @JsonProperty("failing")
        FAILING
    }
}
