package dev.faultstream.schemas.recording;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a recording: a change of a cluster with its time.
 *
 * @param at when it happened
 * @param cluster the cluster's id; null means that the reader names it
 * @param op what happened
 * @param epoch the run of the watcher, when the recording tells restarts apart by it; else null
 * @param resource the object; for a deletion apiVersion, kind and metadata are enough; null for the other operations
 * @param group the API group of a synced kind, {@code core} for the core group; else null
 * @param kind the synced kind; else null
 */
public record RecordingLine(
        Instant at,
        @Nullable String cluster,
        Op op,
        @Nullable Long epoch,
        @Nullable ObjectNode resource,
        @Nullable String group,
        @Nullable String kind) {
    public RecordingLine {
        if (at == null || op == null) {
            throw new IllegalArgumentException("at and op are required");
        }
        if ((op == Op.UPSERT || op == Op.DELETE) && resource == null) {
            throw new IllegalArgumentException("an upsert or delete needs a resource");
        }
        if (op == Op.SYNCED && (group == null || kind == null)) {
            throw new IllegalArgumentException("synced needs group and kind");
        }
    }

    /** What happened. */
    public enum Op {
        @JsonProperty("upsert")
        UPSERT,
        @JsonProperty("delete")
        DELETE,
        @JsonProperty("synced")
        SYNCED,
        @JsonProperty("heartbeat")
        HEARTBEAT
    }
}
