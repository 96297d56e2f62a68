package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.serde.SnapshotEnvelope;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The objects of all clusters: the newest record of each under its key, parsed when somebody looks. An object whose
 * record is of an older epoch than its kind's last complete list is hidden. An object that cannot be parsed counts as
 * absent.
 */
final class ResourceRepository {
    private static final Set<KindRef> LABELLED =
            Set.of(KindRef.core("Pod"), new KindRef("discovery.k8s.io", "EndpointSlice"));

    private final OrderedStore store;
    private final OrderedStore index;
    private final ResourceTypes types;
    private final KindStates kinds;
    private final Map<String, HasMetadata> parsed;

    ResourceRepository(EngineStores stores, ResourceTypes types, KindStates kinds, int cachedObjects) {
        this.store = stores.resources();
        this.index = stores.index();
        this.types = types;
        this.kinds = kinds;
        this.parsed = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, HasMetadata> eldest) {
                return size() > cachedObjects;
            }
        };
    }

    /**
     * Stores the record of an object, or its deletion.
     *
     * @return what has changed, as dependencies; empty when the object is the same as before
     * @throws UnreadableResourceException if the record or its object cannot be read; it is stored, and the object
     *     counts as absent
     */
    Change put(ResourceKey key, byte @Nullable [] record) {
        String text = key.toString();
        byte[] storeKey = StoreKeys.bytes(text);
        byte[] before = store.get(storeKey);
        Stored old = before == null ? null : Stored.read(before);
        boolean oldVisible = old != null && isVisible(key, old);
        if (record == null) {
            store.delete(storeKey);
            parsed.remove(text);
            ObjectLabels oldLabels = old == null ? ObjectLabels.none() : old.labels;
            reindex(key, oldLabels, ObjectLabels.none());
            return oldVisible ? new Change(touched(key, oldLabels, ObjectLabels.none(), true), true) : Change.NONE;
        }
        store.put(storeKey, record);
        Stored now = Stored.read(record);
        if (now != null && old != null && oldVisible && now.envelope.sameResource(old.envelope)) {
            return Change.NONE;
        }
        parsed.remove(text);
        ObjectLabels oldLabels = old == null ? ObjectLabels.none() : old.labels;
        ObjectLabels newLabels = now == null ? ObjectLabels.none() : now.labels;
        reindex(key, oldLabels, newLabels);
        boolean expected = now == null || isVisible(key, now);
        boolean present = now != null && expected && parse(key, now) != null;
        Change change = new Change(
                touched(
                        key,
                        oldVisible ? oldLabels : ObjectLabels.none(),
                        present ? newLabels : ObjectLabels.none(),
                        oldVisible != present),
                true);
        if (expected && !present) {
            throw new UnreadableResourceException(key, change);
        }
        return change;
    }

    /** The object under the key; null when there is none. */
    @Nullable
    HasMetadata find(ResourceKey key) {
        HasMetadata cached = parsed.get(key.toString());
        if (cached != null) {
            return cached;
        }
        byte[] record = store.get(StoreKeys.bytes(key.toString()));
        Stored stored = record == null ? null : Stored.read(record);
        return stored == null || !isVisible(key, stored) ? null : parse(key, stored);
    }

    /** The keys of the objects of a kind in a namespace, in all namespaces when it is null. */
    List<ResourceKey> keys(String cluster, KindRef kind, @Nullable String namespace) {
        String prefix = cluster + '/' + kind + '/' + (namespace == null ? "" : namespace + '/');
        List<ResourceKey> keys = new ArrayList<>();
        store.scan(
                StoreKeys.bytes(prefix),
                (key, value) -> keys.add(ResourceKey.parse(StoreKeys.text(key, 0, key.length))));
        return keys;
    }

    /** The keys of the objects of a kind in a namespace that carry a label. Only some kinds are indexed by label. */
    List<ResourceKey> labelled(String cluster, KindRef kind, String namespace, String label, String value) {
        return indexed(StoreKeys.of("label", cluster, kind.toString(), namespace, label + '=' + value));
    }

    /** The keys of the objects of any kind that a controller owns. */
    List<ResourceKey> owned(String cluster, String controllerUid) {
        return indexed(StoreKeys.of("owner", cluster, controllerUid));
    }

    /** Whether {@link #labelled} knows the kind. */
    static boolean isIndexedByLabel(KindRef kind) {
        return LABELLED.contains(kind);
    }

    /** Hides the objects of a kind that are older than the epoch and returns what that touches, by object. */
    Map<ResourceKey, Set<String>> sweep(String cluster, KindRef kind, long epoch) {
        long before = kinds.oldestEpoch(cluster, kind);
        Map<ResourceKey, Set<String>> swept = new LinkedHashMap<>();
        if (!kinds.raiseOldestEpoch(cluster, kind, epoch)) {
            return swept;
        }
        store.scan(StoreKeys.bytes(cluster + '/' + kind + '/'), (key, value) -> {
            long own = Stored.epoch(value);
            if (own >= before && own < epoch) {
                ResourceKey hidden = ResourceKey.parse(StoreKeys.text(key, 0, key.length));
                Stored stored = Stored.read(value);
                ObjectLabels labels = stored == null ? ObjectLabels.none() : stored.labels;
                swept.put(hidden, touched(hidden, labels, ObjectLabels.none(), true));
            }
            return true;
        });
        swept.keySet().forEach(key -> parsed.remove(key.toString()));
        return swept;
    }

    private List<ResourceKey> indexed(byte[] prefix) {
        List<ResourceKey> keys = new ArrayList<>();
        index.scan(prefix, (key, value) -> keys.add(ResourceKey.parse(StoreKeys.text(key, prefix.length, key.length))));
        return keys;
    }

    private boolean isVisible(ResourceKey key, Stored stored) {
        return stored.envelope.epoch() >= kinds.oldestEpoch(key.cluster(), key.kindRef());
    }

    private @Nullable HasMetadata parse(ResourceKey key, Stored stored) {
        try {
            HasMetadata object = types.parse(
                    key.kindRef(),
                    stored.envelope.record(),
                    stored.envelope.resourceOffset(),
                    stored.envelope.resourceLength());
            if (object.getMetadata() == null || object.getMetadata().getName() == null) {
                return null;
            }
            parsed.put(key.toString(), object);
            return object;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private void reindex(ResourceKey key, ObjectLabels before, ObjectLabels now) {
        if (before.equals(now)) {
            return;
        }
        Set<IndexRow> rowsBefore = rows(key, before);
        Set<IndexRow> rowsNow = rows(key, now);
        rowsBefore.stream().filter(row -> !rowsNow.contains(row)).forEach(row -> index.delete(row.bytes()));
        rowsNow.stream()
                .filter(row -> !rowsBefore.contains(row))
                .forEach(row -> index.put(row.bytes(), StoreKeys.noValue()));
    }

    private static Set<IndexRow> rows(ResourceKey key, ObjectLabels labels) {
        Set<IndexRow> rows = new TreeSet<>();
        if (labels.controllerUid() != null) {
            rows.add(new IndexRow("owner\0" + key.cluster() + '\0' + labels.controllerUid() + '\0' + key));
        }
        if (isIndexedByLabel(key.kindRef())) {
            labels.labels()
                    .forEach((label, value) -> rows.add(new IndexRow("label\0" + key.cluster() + '\0' + key.kindRef()
                            + '\0' + key.namespace() + '\0' + label + '=' + value + '\0' + key)));
        }
        return rows;
    }

    private static Set<String> touched(ResourceKey key, ObjectLabels before, ObjectLabels now, boolean existence) {
        Set<String> touched = new TreeSet<>();
        touched.add(Dependency.content(key));
        if (existence) {
            touched.add(Dependency.existence(key));
        }
        String cluster = key.cluster();
        touched.add(Dependency.listed(cluster, key.kindRef(), key.namespace()));
        touched.add(Dependency.listedEverywhere(cluster, key.kindRef()));
        for (ObjectLabels labels : List.of(before, now)) {
            if (labels.controllerUid() != null) {
                touched.add(Dependency.owned(cluster, labels.controllerUid()));
            }
            if (isIndexedByLabel(key.kindRef())) {
                labels.labels()
                        .forEach((label, value) -> touched.add(
                                Dependency.labelled(cluster, key.kindRef(), key.namespace(), label, value)));
            }
        }
        return touched;
    }

    /**
     * What a record changed.
     *
     * @param touched names of what is different now
     * @param object whether the object itself is different, so that its own rules run again
     */
    record Change(Set<String> touched, boolean object) {
        static final Change NONE = new Change(Set.of(), false);
    }

    private record IndexRow(String text) implements Comparable<IndexRow> {
        byte[] bytes() {
            return StoreKeys.bytes(text);
        }

        @Override
        public int compareTo(IndexRow other) {
            return text.compareTo(other.text);
        }
    }

    private record Stored(SnapshotEnvelope envelope, ObjectLabels labels) {
        static @Nullable Stored read(byte[] record) {
            try {
                SnapshotEnvelope envelope = SnapshotEnvelope.read(record);
                if (envelope.resourceOffset() < 0) {
                    return null;
                }
                return new Stored(
                        envelope, ObjectLabels.read(record, envelope.resourceOffset(), envelope.resourceLength()));
            } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
                return null;
            }
        }

        static long epoch(byte[] record) {
            try {
                return SnapshotEnvelope.epochOf(record);
            } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
                return Long.MIN_VALUE;
            }
        }
    }
}
