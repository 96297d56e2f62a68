package dev.faultstream.watcher.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.watcher.change.ClusterChange.Upsert;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which namespace's claim each volume of a cluster is bound to, and the few objects about volumes that came before
 * their volume did and have to move once it is known. Not thread-safe.
 */
final class VolumeClaims {
    private static final KindRef VOLUME = KindRef.core("PersistentVolume");
    private static final int MOST_WAITING = 1_000;

    private final Map<String, String> namespaces = new HashMap<>();
    private final Map<ResourceKey, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable String asked;

    /** The namespace of a volume's claim; null when it has none or is not known. */
    @Nullable
    String namespaceOf(String volume) {
        String namespace = namespaces.get(volume);
        asked = namespace == null ? volume : null;
        return namespace;
    }

    /** To be called before a resource is routed. */
    void expect(ResourceKey key) {
        asked = null;
        waiting.remove(key);
    }

    /** To be called after a resource was routed: keeps it if its volume was asked for and is unknown. */
    void keepIfUndecided(ResourceKey key, Upsert change) {
        if (asked != null) {
            waiting.put(key, new Waiting(asked, change));
            if (waiting.size() > MOST_WAITING) {
                Iterator<ResourceKey> oldest = waiting.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    /** Learns from a resource if it is a volume; returns what waited for it. */
    List<Upsert> learn(ResourceKey key, ObjectNode resource) {
        if (!VOLUME.equals(key.kindRef())) {
            return List.of();
        }
        String namespace = resource.at("/spec/claimRef/namespace").asText("");
        if (namespace.isEmpty()) {
            namespaces.remove(key.name());
            return List.of();
        }
        namespaces.put(key.name(), namespace.intern());
        return waiting.values().stream()
                .filter(entry -> entry.volume().equals(key.name()))
                .map(Waiting::change)
                .toList();
    }

    void forget(ResourceKey key) {
        waiting.remove(key);
        if (VOLUME.equals(key.kindRef())) {
            namespaces.remove(key.name());
        }
    }

    private record Waiting(String volume, Upsert change) {}
}
