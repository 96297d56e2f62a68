package dev.faultstream.analyzer.engine;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which objects carry a label or have a controller, as rows of the index. */
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

    /** Sets what an object is listed by. */
    void update(ResourceKey key, ObjectLabels before, ObjectLabels now) {
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

    private static Set<String> rows(ResourceKey key, ObjectLabels labels) {
        Set<String> rows = new TreeSet<>();
        if (labels.controllerUid() != null) {
            rows.add("owner\0" + key.cluster() + '\0' + labels.controllerUid() + '\0' + key);
        }
        if (hasLabelsOf(key.kindRef())) {
            labels.labels()
                    .forEach((label, value) -> rows.add("label\0" + key.cluster() + '\0' + key.kindRef() + '\0'
                            + key.namespace() + '\0' + label + '=' + value + '\0' + key));
        }
        return rows;
    }
}
