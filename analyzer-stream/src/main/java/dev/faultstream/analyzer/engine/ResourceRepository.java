package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.ObjectIndex;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of all clusters: the newest record of each under its key, parsed when somebody looks. An object whose
 * record is of an older epoch than its kind's last complete list is hidden. An object that cannot be parsed counts as
 * absent.
 */
final class ResourceRepository {
    private static final int MOST_LISTED = 4;

    private final OrderedStore store;
    private final OrderedStore index;
    private final ListIndex lists;
    private final RuleSet rules;
    private final KindStates kinds;
    private final Map<String, Cached> cache;
    /** Lists that were asked for since the last change: many that wait for one Node ask for all Nodes. */
    private final Map<String, List<HasMetadata>> listed = new RecentlyUsed<>(MOST_LISTED);

    private final Set<String> unreadable = new HashSet<>();

    ResourceRepository(EngineStores stores, RuleSet rules, KindStates kinds, int cachedObjects) {
        this.store = stores.resources();
        this.index = stores.index();
        this.lists = new ListIndex(index);
        this.rules = rules;
        this.kinds = kinds;
        this.cache = new RecentlyUsed<>(cachedObjects);
        index.scan(StoreKeys.of("unreadable"), (key, value) -> unreadable.add(StoreKeys.lastPart(key)));
    }

    /**
     * Stores the record of an object, or its deletion.
     *
     * @return what has changed, as dependencies; empty when the object is the same as before
     * @throws UnreadableResourceException if the record or its object cannot be read; it is stored, and the object
     *     counts as absent
     */
    Change put(ResourceKey key, byte @Nullable [] record) {
        listed.clear();
        String text = key.toString();
        byte[] storeKey = StoreKeys.bytes(text);
        Cached known = cache.remove(text);
        StoredResource old = known == null ? StoredResource.skim(store.get(storeKey)) : known.stored;
        boolean oldVisible = old != null && isVisible(key, old);
        StoredResource now = StoredResource.skim(record);
        if (record == null) {
            store.delete(storeKey);
        } else {
            store.put(storeKey, record);
            if (now != null && old != null && oldVisible && now.isSameResource(old)) {
                if (known != null) {
                    cache.put(text, new Cached(now, known.object, known.listedBy));
                }
                return Change.NONE;
            }
        }
        ListedBy oldListedBy = listedBy(key, known, old);
        boolean oldPresent = oldVisible && !unreadable.contains(text);
        boolean expected = record != null && (now == null || isVisible(key, now));
        Cached parsed = now != null && expected ? parse(key, now) : null;
        ListedBy newListedBy = listedBy(key, parsed, now);
        lists.update(key, oldListedBy, newListedBy);
        setUnreadable(text, expected && parsed == null);
        if (record == null && !oldVisible) {
            return Change.NONE;
        }
        Change change = new Change(
                touched(
                        key,
                        oldVisible ? oldListedBy : ListedBy.none(),
                        parsed == null ? ListedBy.none() : newListedBy,
                        oldPresent != (parsed != null)),
                true);
        if (parsed != null) {
            cache.put(text, parsed);
        }
        if (expected && parsed == null) {
            throw new UnreadableResourceException(key, change);
        }
        return change;
    }

    /** The object under the key; null when there is none. */
    @Nullable
    HasMetadata find(ResourceKey key) {
        String text = key.toString();
        Cached cached = cache.get(text);
        if (cached != null) {
            return cached.object;
        }
        StoredResource stored = StoredResource.skim(store.get(StoreKeys.bytes(text)));
        Cached parsed = stored == null || !isVisible(key, stored) ? null : parse(key, stored);
        if (parsed == null) {
            return null;
        }
        cache.put(text, parsed);
        return parsed.object;
    }

    /** The objects of a kind in a namespace, in all namespaces when it is null. */
    List<HasMetadata> list(String cluster, KindRef kind, @Nullable String namespace) {
        String prefix = cluster + '/' + kind + '/' + (namespace == null ? "" : namespace + '/');
        List<HasMetadata> known = listed.get(prefix);
        if (known != null) {
            return known;
        }
        List<ResourceKey> keys = new ArrayList<>();
        store.scan(
                StoreKeys.bytes(prefix),
                (key, value) -> keys.add(ResourceKey.parse(StoreKeys.text(key, 0, key.length))));
        List<HasMetadata> objects = load(keys);
        listed.put(prefix, objects);
        return objects;
    }

    /** The objects under those keys that are there, in their order. */
    List<HasMetadata> load(Collection<ResourceKey> keys) {
        List<HasMetadata> objects = new ArrayList<>(keys.size());
        for (ResourceKey key : keys) {
            HasMetadata object = find(key);
            if (object != null) {
                objects.add(object);
            }
        }
        return Collections.unmodifiableList(objects);
    }

    /** Whether the objects of the kind are in the index. */
    boolean isIndexedBy(KindRef kind, ObjectIndex<?> index) {
        return rules.indexesOf(kind).contains(index);
    }

    /** What objects can be listed by. */
    ListIndex lists() {
        return lists;
    }

    /** Hides the objects of a kind that are older than the epoch and returns what that touches, by object. */
    Map<ResourceKey, List<String>> sweep(String cluster, KindRef kind, long epoch) {
        listed.clear();
        long before = kinds.oldestEpoch(cluster, kind);
        Map<ResourceKey, List<String>> swept = new LinkedHashMap<>();
        if (!kinds.raiseOldestEpoch(cluster, kind, epoch)) {
            return swept;
        }
        store.scan(StoreKeys.bytes(cluster + '/' + kind + '/'), (key, value) -> {
            long own = StoredResource.epochOf(value);
            if (own >= before && own < epoch) {
                ResourceKey hidden = ResourceKey.parse(StoreKeys.text(key, 0, key.length));
                ListedBy listedBy = listedBy(hidden, cache.remove(hidden.toString()), StoredResource.skim(value));
                swept.put(hidden, touched(hidden, listedBy, ListedBy.none(), true));
            }
            return true;
        });
        return swept;
    }

    private boolean isVisible(ResourceKey key, StoredResource stored) {
        return stored.epoch() >= kinds.oldestEpoch(key.cluster(), key.kindRef());
    }

    private @Nullable Cached parse(ResourceKey key, StoredResource stored) {
        KindRef kind = key.kindRef();
        try {
            HasMetadata object =
                    stored.read((json, offset, length) -> rules.types().parse(kind, json, offset, length));
            if (object.getMetadata() == null || object.getMetadata().getName() == null) {
                return null;
            }
            return new Cached(stored, object, ListedBy.of(object, rules.indexesOf(kind)));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private ListedBy listedBy(ResourceKey key, @Nullable Cached known, @Nullable StoredResource stored) {
        Cached object = known == null
                        && stored != null
                        && !rules.indexesOf(key.kindRef()).isEmpty()
                ? parse(key, stored)
                : known;
        if (object != null) {
            return object.listedBy;
        }
        return stored == null ? ListedBy.none() : stored.listedBy();
    }

    /** Remembers that a record is there and its object is not, so that the next record brings it into being. */
    private void setUnreadable(String key, boolean now) {
        if (now && unreadable.add(key)) {
            index.put(StoreKeys.of("unreadable", key), StoreKeys.noValue());
        } else if (!now && unreadable.remove(key)) {
            index.delete(StoreKeys.of("unreadable", key));
        }
    }

    private static List<String> touched(ResourceKey key, ListedBy before, ListedBy now, boolean existence) {
        List<String> touched = new ArrayList<>();
        touched.add(Dependency.content(key));
        if (existence) {
            touched.add(Dependency.existence(key));
        }
        String cluster = key.cluster();
        KindRef kind = key.kindRef();
        touched.add(Dependency.listed(cluster, kind, key.namespace()));
        touched.add(Dependency.listedEverywhere(cluster, kind));
        for (ListedBy by : before.equals(now) ? List.of(now) : List.of(before, now)) {
            if (by.controllerUid() != null) {
                touched.add(Dependency.owned(cluster, by.controllerUid()));
            }
            by.indexed().forEach(entry -> {
                touched.add(Dependency.indexed(cluster, kind, key.namespace(), entry));
                touched.add(Dependency.indexedEverywhere(cluster, kind, entry));
            });
            if (ListIndex.hasLabelsOf(kind)) {
                by.labels()
                        .forEach((label, value) ->
                                touched.add(Dependency.labelled(cluster, kind, key.namespace(), label, value)));
            }
        }
        return touched;
    }

    /** An object, the record that it was parsed from, and what it can be listed by. */
    private record Cached(StoredResource stored, HasMetadata object, ListedBy listedBy) {}

    /**
     * What a record changed.
     *
     * @param touched names of what is different now
     * @param object whether the object itself is different, so that its own rules run again
     */
    record Change(List<String> touched, boolean object) {
        static final Change NONE = new Change(List.of(), false);
    }
}
