package dev.faultstream.watcher.informer;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.Resources;
import dev.faultstream.watcher.api.ApiFailure;
import dev.faultstream.watcher.api.ApiServer;
import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.kinds.Discovery;
import dev.faultstream.watcher.kinds.KindSelection;
import dev.faultstream.watcher.kinds.ServedKind;
import dev.faultstream.watcher.prune.Pruner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster as it is now, as changes of one instant: all objects, pruned, then which kinds could be listed. */
public final class ClusterListing implements ChangeReader {
    private static final long EPOCH = 1;
    private static final int ATTEMPTS = 3;
    private static final int PAGE_SIZE = 500;

    private final Queue<ClusterChange> changes;
    private final SortedMap<KindRef, KindUnsynced.Reason> refused = new TreeMap<>();

    private ClusterListing(Queue<ClusterChange> changes, Map<ServedKind, KindUnsynced.Reason> refused) {
        this.changes = changes;
        refused.forEach((kind, reason) -> this.refused.put(kind.kind(), reason));
    }

    /**
     * Lists a cluster.
     *
     * @throws ApiFailure if the server does not tell which kinds it serves
     */
    public static ClusterListing read(
            String cluster, ApiServer server, KindSelection selection, Environment environment)
            throws ApiFailure, InterruptedException {
        requireNonNull(cluster, "cluster");
        NavigableMap<ResourceKey, ObjectNode> objects = new TreeMap<>();
        Map<ServedKind, KindUnsynced.Reason> refused = new HashMap<>();
        List<ServedKind> kinds = new Discovery(server, selection).discover().kinds();
        Backoff backoff = new Backoff(environment.random().get());
        for (ServedKind kind : kinds) {
            try {
                list(cluster, new Attempts(server, kind, backoff, environment)).forEach(objects::put);
            } catch (ApiFailure e) {
                boolean forbidden = e.reason() == ApiFailure.Cause.FORBIDDEN;
                refused.put(kind, forbidden ? KindUnsynced.Reason.FORBIDDEN : KindUnsynced.Reason.FAILING);
            }
        }
        return new ClusterListing(changes(cluster, environment.clock().instant(), objects, kinds, refused), refused);
    }

    /** The kinds that could not be listed, and why. */
    public SortedMap<KindRef, KindUnsynced.Reason> refused() {
        return Collections.unmodifiableSortedMap(refused);
    }

    private static Map<ResourceKey, ObjectNode> list(String cluster, Attempts attempts)
            throws ApiFailure, InterruptedException {
        attempts.backoff().succeeded();
        while (true) {
            try {
                return listOnce(cluster, attempts);
            } catch (ApiFailure e) {
                if (attempts.backoff().failures() + 1 == ATTEMPTS || e.reason() == ApiFailure.Cause.FORBIDDEN) {
                    throw e;
                }
                Duration wish = e.retryAfter().orElse(Duration.ZERO);
                attempts.environment().pause().of(attempts.backoff().failed(wish));
            }
        }
    }

    private static Map<ResourceKey, ObjectNode> listOnce(String cluster, Attempts attempts)
            throws ApiFailure, InterruptedException {
        Map<ResourceKey, ObjectNode> objects = new HashMap<>();
        ListPages pages = new ListPages(attempts.server(), attempts.kind(), PAGE_SIZE);
        boolean more = true;
        while (more) {
            more = pages.next(object -> {
                if (Pruner.isPublished(object)) {
                    Pruner.prune(object);
                    objects.put(Resources.key(cluster, object), object);
                }
            });
        }
        return objects;
    }

    private static Queue<ClusterChange> changes(
            String cluster,
            Instant at,
            NavigableMap<ResourceKey, ObjectNode> objects,
            List<ServedKind> kinds,
            Map<ServedKind, KindUnsynced.Reason> refused) {
        List<ClusterChange> changes = new ArrayList<>();
        objects.values().forEach(object -> changes.add(new ClusterChange.Upsert(cluster, at, EPOCH, object)));
        for (ServedKind kind : kinds) {
            KindUnsynced.Reason reason = refused.get(kind);
            changes.add(
                    reason == null
                            ? new ClusterChange.Synced(cluster, at, EPOCH, kind.kind())
                            : new ClusterChange.Unsynced(cluster, at, EPOCH, kind.kind(), reason));
        }
        return new ArrayDeque<>(changes);
    }

    @Override
    public Optional<ClusterChange> next() {
        return Optional.ofNullable(changes.poll());
    }

    @Override
    public void close() {
        changes.clear();
    }

    private record Attempts(ApiServer server, ServedKind kind, Backoff backoff, Environment environment) {}
}
