package dev.faultstream.watcher.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.Resources;
import dev.faultstream.watcher.kinds.BuiltInKinds;
import dev.faultstream.watcher.prune.Pruner;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The objects of manifests and dumps, pruned as soon as they are known, in the order of their keys. Of an object that
 * occurs several times the newest version counts, else the first.
 */
final class ObjectCollection {
    private static final String LIST = "List";

    private final String cluster;
    private final TimeFinder times = new TimeFinder();
    private final NavigableMap<ResourceKey, Kept> objects = new TreeMap<>();
    private final Set<KindRef> kinds = new TreeSet<>();

    ObjectCollection(String cluster) {
        this.cluster = cluster;
    }

    /** Adds an object, or the items of a list; false when the document is neither. */
    boolean add(JsonNode document) {
        if (!(document instanceof ObjectNode object)) {
            return false;
        }
        String apiVersion = object.path("apiVersion").asText("");
        String kind = object.path("kind").asText("");
        if (apiVersion.isEmpty() || kind.isEmpty()) {
            return false;
        }
        if (kind.endsWith(LIST) && object.has("items")) {
            addList(object, apiVersion, kind.substring(0, kind.length() - LIST.length()));
            return true;
        }
        return addObject(object);
    }

    private void addList(ObjectNode list, String apiVersion, String itemKind) {
        if (!itemKind.isEmpty()) {
            kinds.add(KindRef.of(apiVersion, itemKind));
        }
        for (JsonNode item : list.path("items")) {
            if (item instanceof ObjectNode object) {
                if (!itemKind.isEmpty() && !object.has("kind")) {
                    object.put("apiVersion", apiVersion);
                    object.put("kind", itemKind);
                }
                add(object);
            }
        }
    }

    private boolean addObject(ObjectNode object) {
        if (object.at("/metadata/name").asText("").isEmpty()) {
            return false;
        }
        KindRef kind = KindRef.of(
                object.path("apiVersion").asText(), object.path("kind").asText());
        ResourceKey key = Resources.key(cluster, object);
        if (!key.isNamespaced() && BuiltInKinds.isNamespaced(kind)) {
            ((ObjectNode) object.get("metadata")).put("namespace", "default");
            key = Resources.key(cluster, object);
        }
        kinds.add(kind);
        times.look(object);
        long version = object.at("/metadata/resourceVersion").asLong(0);
        Kept before = objects.get(key);
        if (Pruner.isPublished(object) && (before == null || version > before.version())) {
            Pruner.prune(object);
            objects.put(key, new Kept(object, version));
        }
        return true;
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** The objects in the order of their keys. */
    Iterable<ObjectNode> objects() {
        return objects.values().stream().map(Kept::object).toList();
    }

    /** The kinds that occur, also those of which there is no object. */
    Set<KindRef> kinds() {
        return kinds;
    }

    /** The newest instant that any object tells; null when there was none. */
    @Nullable
    Instant newest() {
        return times.newest();
    }

    private record Kept(ObjectNode object, long version) {}
}
