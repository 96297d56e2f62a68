package dev.faultstream.watcher.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.Resources;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One thing that happened to a cluster, before pruning and routing. */
public sealed interface ClusterChange {
    /** The cluster's id. */
    String cluster();

    /** When it was observed. */
    Instant at();

    /** Calls the branch of the change's type; the way to switch over changes that stays exhaustive. */
    <T> T match(Cases<T> cases);

    /**
     * One function for each type of change.
     *
     * @param <T> what they give
     */
    record Cases<T>(
            Function<Upsert, T> onUpsert,
            Function<Delete, T> onDelete,
            Function<ListStarted, T> onListStarted,
            Function<Synced, T> onSynced,
            Function<Unsynced, T> onUnsynced,
            Function<KindGone, T> onKindGone,
            Function<Heartbeat, T> onHeartbeat) {}

    /**
     * An object is there in this state.
     *
     * @param epoch the run of the watcher that saw it
     * @param resource the object; whoever handles the change owns it and may change it
     */
    record Upsert(String cluster, Instant at, long epoch, ObjectNode resource) implements ClusterChange {
        public Upsert {
            requireNonNull(cluster, "cluster");
            requireNonNull(at, "at");
            requireNonNull(resource, "resource");
        }

        /**
         * The identity of the object.
         *
         * @throws IllegalArgumentException if apiVersion, kind or name are missing
         */
        public ResourceKey key() {
            return Resources.key(cluster, resource);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.onUpsert().apply(this);
        }

        /** Without the object's content, which must not reach a log. */
        @Override
        public String toString() {
            return "Upsert[" + cluster + " at " + at + ", epoch " + epoch + "]";
        }
    }

    /**
     * An object is gone.
     *
     * @param key which
     */
    record Delete(Instant at, ResourceKey key) implements ClusterChange {
        public Delete {
            requireNonNull(at, "at");
            requireNonNull(key, "key");
        }

        @Override
        public String cluster() {
            return key.cluster();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.onDelete().apply(this);
        }
    }

    /**
     * All objects of a kind follow as upserts until the kind is {@link Synced}; what is known of the kind and does not
     * come is gone.
     *
     * @param kind which
     */
    record ListStarted(String cluster, Instant at, KindRef kind) implements ClusterChange {
        public ListStarted {
            requireNonNull(cluster, "cluster");
            requireNonNull(at, "at");
            requireNonNull(kind, "kind");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.onListStarted().apply(this);
        }
    }

    /**
     * The list of a kind is complete.
     *
     * @param epoch the run of the watcher whose list it is
     * @param kind which
     */
    record Synced(String cluster, Instant at, long epoch, KindRef kind) implements ClusterChange {
        public Synced {
            requireNonNull(cluster, "cluster");
            requireNonNull(at, "at");
            requireNonNull(kind, "kind");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.onSynced().apply(this);
        }
    }

    /**
     * A kind is watched and its list is not complete.
     *
     * @param epoch the run of the watcher
     * @param kind which
     * @param reason why
     */
    record Unsynced(String cluster, Instant at, long epoch, KindRef kind, KindUnsynced.Reason reason)
            implements ClusterChange {
        public Unsynced {
            requireNonNull(cluster, "cluster");
            requireNonNull(at, "at");
            requireNonNull(kind, "kind");
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.onUnsynced().apply(this);
        }
    }

    /**
     * A kind is no longer served by the cluster, or no longer watched: nothing is known of its objects.
     *
     * @param kind which
     */
    record KindGone(String cluster, Instant at, KindRef kind) implements ClusterChange {
        public KindGone {
            requireNonNull(cluster, "cluster");
            requireNonNull(at, "at");
            requireNonNull(kind, "kind");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.onKindGone().apply(this);
        }
    }

    /**
     * The cluster is being watched.
     *
     * @param epoch the run of the watcher; null when unknown
     */
    record Heartbeat(String cluster, Instant at, @Nullable Long epoch) implements ClusterChange {
        public Heartbeat {
            requireNonNull(cluster, "cluster");
            requireNonNull(at, "at");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.onHeartbeat().apply(this);
        }
    }
}
