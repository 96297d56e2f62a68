package dev.faultstream.watcher.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.ControlKeys;
import dev.faultstream.schemas.snapshot.Heartbeat;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.KindUnsynced;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.Route;
import dev.faultstream.schemas.snapshot.Routing;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.schemas.topic.SnapshotPartitions;
import dev.faultstream.watcher.change.ClusterChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The routing of one cluster's changes and the memory it takes. Not thread-safe. */
final class ClusterRouter {
    private final String cluster;
    private final RouterLimits limits;
    private final SnapshotPartitions partitions;
    private final PublishObserver observer;
    private final Map<KindRef, ObjectTable> tables = new HashMap<>();
    private final Set<KindRef> listing = new HashSet<>();
    private final VolumeClaims claims = new VolumeClaims();
    private final LeaseThrottle leases = new LeaseThrottle();
    private Instant lastAt = Instant.EPOCH;

    ClusterRouter(String cluster, RouterLimits limits, PublishObserver observer) {
        this.cluster = cluster;
        this.limits = limits;
        this.partitions = new SnapshotPartitions(limits.partitions());
        this.observer = observer;
    }

    /** The time of a change; never before that of an earlier one. */
    Instant advance(Instant at) {
        if (at.isAfter(lastAt)) {
            lastAt = at;
        }
        return lastAt;
    }

    void upsert(ClusterChange.Upsert change, Instant at, Consumer<RoutedRecord> out) {
        ResourceKey key = change.key();
        ObjectNode resource = change.resource();
        claims.expect(key);
        Route route = Routing.route(resource, claims::namespaceOf);
        claims.keepIfUndecided(key, change);
        publishIfChanged(key, change, route, at, out);
        for (ClusterChange.Upsert waiting : claims.learn(key, resource)) {
            upsert(waiting, at, out);
        }
    }

    private void publishIfChanged(
            ResourceKey key, ClusterChange.Upsert change, Route route, Instant at, Consumer<RoutedRecord> out) {
        int place = Place.of(cluster, route, partitions);
        Fingerprint fingerprint = Fingerprint.of(change.resource());
        long seen = fingerprint.inEpoch(change.epoch());
        ObjectTable table = tables.computeIfAbsent(key.kindRef(), kind -> new ObjectTable());
        byte[] name = bytes(key);
        int slot = table.find(name);
        if (slot != ObjectTable.ABSENT) {
            table.markSeen(slot);
            boolean unchanged = table.fingerprint(slot) == seen && table.route(slot) == place;
            if (unchanged || leases.holdsBack(key, change.resource(), change.epoch(), at)) {
                observer.unchanged(key.kindRef());
                return;
            }
            tombstones(key, table.route(slot), place, at, out);
        } else {
            leases.holdsBack(key, change.resource(), change.epoch(), at);
        }
        table.put(name, seen, place);
        for (SnapshotPartitions.Placement placement : partitions.place(snapshot(key, change, fingerprint, at), route)) {
            out.accept(new RoutedRecord(placement.partition(), key.toString(), placement.record(), at));
        }
    }

    private ResourceSnapshot snapshot(
            ResourceKey key, ClusterChange.Upsert change, Fingerprint fingerprint, Instant at) {
        observer.published(key.kindRef());
        if (fingerprint.bytes() <= limits.mostResourceBytes()) {
            return new ResourceSnapshot(cluster, at, change.epoch(), false, change.resource());
        }
        observer.truncated(key.kindRef());
        ObjectNode small = Truncation.fit(change.resource(), limits.mostResourceBytes());
        return new ResourceSnapshot(cluster, at, change.epoch(), true, small);
    }

    void delete(ResourceKey key, Instant at, Consumer<RoutedRecord> out) {
        claims.forget(key);
        leases.forget(key);
        ObjectTable table = tables.get(key.kindRef());
        byte[] name = bytes(key);
        int slot = table == null ? ObjectTable.ABSENT : table.find(name);
        if (table != null && slot != ObjectTable.ABSENT) {
            int place = table.route(slot);
            table.remove(slot);
            observer.deleted(key.kindRef());
            toPlace(place, new RoutedRecord(0, key.toString(), null, at), out);
        }
    }

    void startList(KindRef kind) {
        tables.computeIfAbsent(kind, any -> new ObjectTable()).startMarking();
        listing.add(kind);
    }

    void synced(ClusterChange.Synced change, Instant at, Consumer<RoutedRecord> out) {
        KindRef kind = change.kind();
        ObjectTable table = tables.get(kind);
        if (listing.remove(kind) && table != null) {
            for (byte[] name : table.unseen()) {
                delete(key(kind, name), at, out);
            }
        }
        toAll(new KindSynced(cluster, at, change.epoch(), kind.group(), kind.kind()), out);
    }

    void unsynced(ClusterChange.Unsynced change, Instant at, Consumer<RoutedRecord> out) {
        KindRef kind = change.kind();
        toAll(new KindUnsynced(cluster, at, change.epoch(), kind.group(), kind.kind(), change.reason()), out);
    }

    void kindGone(KindRef kind, Instant at, Consumer<RoutedRecord> out) {
        startList(kind);
        listing.remove(kind);
        for (byte[] name : tables.getOrDefault(kind, new ObjectTable()).unseen()) {
            delete(key(kind, name), at, out);
        }
        tables.remove(kind);
        toPlace(Place.EVERYWHERE, new RoutedRecord(0, ControlKeys.kindState(cluster, kind), null, at), out);
    }

    void heartbeat(ClusterChange.Heartbeat change, Instant at, Consumer<RoutedRecord> out) {
        toAll(new Heartbeat(cluster, at, change.epoch()), out);
    }

    /** The time of the last change. */
    Instant now() {
        return lastAt;
    }

    /** Whether a partition has the object. */
    boolean holds(ResourceKey key, int partition) {
        ObjectTable table = tables.get(key.kindRef());
        int slot = table == null ? ObjectTable.ABSENT : table.find(bytes(key));
        return table != null && slot != ObjectTable.ABSENT && Place.holds(table.route(slot), partition);
    }

    /** How many objects are remembered. */
    int objects() {
        return tables.values().stream().mapToInt(ObjectTable::size).sum();
    }

    private void toAll(SnapshotRecord record, Consumer<RoutedRecord> out) {
        toPlace(Place.EVERYWHERE, new RoutedRecord(0, record.key(), record, record.observedAt()), out);
    }

    /** Tombstones where an object was and will not be any more. */
    private void tombstones(ResourceKey key, int from, int to, Instant at, Consumer<RoutedRecord> out) {
        if (from == to) {
            return;
        }
        for (int partition : partitions.all()) {
            if (Place.holds(from, partition) && !Place.holds(to, partition)) {
                out.accept(new RoutedRecord(partition, key.toString(), null, at));
            }
        }
    }

    private void toPlace(int place, RoutedRecord record, Consumer<RoutedRecord> out) {
        for (int partition : partitions.all()) {
            if (Place.holds(place, partition)) {
                out.accept(new RoutedRecord(partition, record.key(), record.value(), record.timestamp()));
            }
        }
    }

    private static byte[] bytes(ResourceKey key) {
        return (key.namespace() + '/' + key.name()).getBytes(StandardCharsets.UTF_8);
    }

    private ResourceKey key(KindRef kind, byte[] name) {
        List<String> parts = List.of(new String(name, StandardCharsets.UTF_8).split("/", 2));
        return ResourceKey.of(cluster, kind, parts.get(0), parts.get(1));
    }
}
