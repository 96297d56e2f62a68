package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which objects carry a label, have a controller or are in an index of their kind, as rows of the store. */
final class ListIndex {
    private static final Set<KindRef> LABELLED =
            Set.of(KindRef.core("Pod"), new KindRef("discovery.k8s.io", "EndpointSlice"));

    private final OrderedStore index;

    ListIndex(OrderedStore index) {
        this.index = index;
    }

    /** Whether {@link #labelled} knows the kind. */
    static boolean hasLabelsOf(KindRef kind) {
        return LABELLED.contains(kind);
    }

    /** The keys of the objects of a kind in a namespace that carry a label. */
    List<ResourceKey> labelled(String cluster, KindRef kind, String namespace, String label, String value) {
        return find(StoreKeys.of("label", cluster, kind.toString(), namespace, label + '=' + value));
    }

    /** The keys of the objects of any kind that a controller owns. */
    List<ResourceKey> owned(String cluster, String controllerUid) {
        return find(StoreKeys.of("owner", cluster, controllerUid));
    }

    /** The keys of the objects of a kind that are under an entry of {@link ListedBy#indexed}. */
    List<ResourceKey> indexed(String cluster, KindRef kind, String entry) {
        return find(StoreKeys.of("index", cluster, kind.toString(), entry));
    }

    /** Sets what an object is listed by. */
    void update(ResourceKey key, ListedBy before, ListedBy now) {
        if (before.equals(now)) {
            return;
        }
        Set<String> rowsBefore = rows(key, before);
        Set<String> rowsNow = rows(key, now);
        rowsBefore.stream().filter(row -> !rowsNow.contains(row)).forEach(row -> index.delete(StoreKeys.bytes(row)));
        rowsNow.stream()
                .filter(row -> !rowsBefore.contains(row))
                .forEach(row -> index.put(StoreKeys.bytes(row), StoreKeys.noValue()));
    }

    private List<ResourceKey> find(byte[] prefix) {
        List<ResourceKey> keys = new ArrayList<>();
        index.scan(prefix, (key, value) -> keys.add(ResourceKey.parse(StoreKeys.text(key, prefix.length, key.length))));
        return keys;
    }

    private static Set<String> rows(ResourceKey key, ListedBy by) {
        Set<String> rows = new TreeSet<>();
        if (by.controllerUid() != null) {
            rows.add("owner\0" + key.cluster() + '\0' + by.controllerUid() + '\0' + key);
        }
        if (hasLabelsOf(key.kindRef())) {
            by.labels()
                    .forEach((label, value) -> rows.add("label\0" + key.cluster() + '\0' + key.kindRef() + '\0'
                            + key.namespace() + '\0' + label + '=' + value + '\0' + key));
        }
        by.indexed()
                .forEach(entry ->
                        rows.add("index\0" + key.cluster() + '\0' + key.kindRef() + '\0' + entry + '\0' + key));
        return rows;
    }
}
