package dev.faultstream.sink.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The Results of a fake API server: versions, events, and no more than the definition allows. */
final class FakeResults {
    private final ObjectMapper mapper = new ObjectMapper();
    private final ResultCrd crd = ResultCrd.shipped();
    private final Map<ResultPlace, ObjectNode> objects =
            new TreeMap<>(java.util.Comparator.comparing(ResultPlace::namespace).thenComparing(ResultPlace::name));
    private final List<Event> history = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private long version = 100;

    synchronized @Nullable ObjectNode get(ResultPlace place) {
        ObjectNode object = objects.get(place);
        return object == null ? null : object.deepCopy();
    }

    synchronized Map<ResultPlace, ObjectNode> all() {
        Map<ResultPlace, ObjectNode> copy = new TreeMap<>(
                java.util.Comparator.comparing(ResultPlace::namespace).thenComparing(ResultPlace::name));
        objects.forEach((place, object) -> copy.put(place, object.deepCopy()));
        return copy;
    }

    /** What is wrong with an object; empty when nothing is. */
    List<String> violations(ObjectNode object) {
        return crd.violations(object);
    }

    /** Puts an object; a version is used up only when that changes it. */
    synchronized ObjectNode put(ResultPlace place, ObjectNode object) {
        ObjectNode before = objects.get(place);
        ObjectNode after = object.deepCopy();
        ObjectNode metadata = (ObjectNode) after.get("metadata");
        metadata.put("namespace", place.namespace());
        metadata.put("name", place.name());
        if (before != null) {
            metadata.set("resourceVersion", before.at("/metadata/resourceVersion"));
            metadata.set("creationTimestamp", before.at("/metadata/creationTimestamp"));
            if (before.equals(after)) {
                return after;
            }
        } else {
            metadata.put("creationTimestamp", "2026-03-01T10:00:00Z");
        }
        metadata.put("resourceVersion", Long.toString(++version));
        objects.put(place, after);
        tell(new Event(version, before, after));
        return after.deepCopy();
    }

    synchronized @Nullable ObjectNode remove(ResultPlace place) {
        ObjectNode gone = objects.remove(place);
        if (gone != null) {
            ((ObjectNode) gone.get("metadata")).put("resourceVersion", Long.toString(++version));
            tell(new Event(version, gone, null));
        }
        return gone;
    }

    synchronized ObjectNode list(@Nullable String namespace, String selector, String start, int pageSize) {
        ObjectNode list = mapper.createObjectNode();
        list.put("apiVersion", "core.k8sgpt.ai/v1alpha1").put("kind", "ResultList");
        ArrayNode items = list.putArray("items");
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", Long.toString(version));
        for (Map.Entry<ResultPlace, ObjectNode> object : objects.entrySet()) {
            ResultPlace place = object.getKey();
            String id = place.namespace() + '/' + place.name();
            boolean asked = namespace == null || namespace.equals(place.namespace());
            if (asked && matches(object.getValue(), selector) && id.compareTo(start) >= 0) {
                if (items.size() == pageSize) {
                    metadata.put("continue", id);
                    break;
                }
                items.add(object.getValue());
            }
        }
        return list;
    }

    /** The lines of a watch from a version on. */
    synchronized BlockingQueue<String> watch(@Nullable String namespace, String selector, long from) {
        Watcher watcher = new Watcher(namespace, selector, new LinkedBlockingQueue<>());
        history.stream().filter(event -> event.version() > from).forEach(event -> tell(watcher, event));
        watchers.add(watcher);
        return watcher.lines();
    }

    synchronized int watching() {
        return watchers.size();
    }

    synchronized void unwatch(BlockingQueue<String> lines) {
        watchers.removeIf(watcher -> watcher.lines() == lines);
    }

    private void tell(Event event) {
        history.add(event);
        watchers.forEach(watcher -> tell(watcher, event));
    }

    private void tell(Watcher watcher, Event event) {
        boolean before = watcher.sees(event.before());
        boolean after = watcher.sees(event.after());
        if (before || after) {
            String type = before ? (after ? "MODIFIED" : "DELETED") : "ADDED";
            ObjectNode line = mapper.createObjectNode().put("type", type);
            ObjectNode object = event.after() != null ? event.after() : event.before();
            line.set("object", object);
            watcher.lines().add(line.toString());
        }
    }

    private static boolean matches(JsonNode object, String selector) {
        JsonNode labels = object.path("metadata").path("labels");
        for (String pair : selector.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && !pair.substring(equals + 1)
                            .equals(labels.path(pair.substring(0, equals)).asText(""))) {
                return false;
            }
        }
        return true;
    }

    private record Event(
            long version,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {}

    private record Watcher(@Nullable String namespace, String selector, BlockingQueue<String> lines) {
        boolean sees(@Nullable ObjectNode object) {
            return object != null
                    && (namespace == null
                            || namespace.equals(object.at("/metadata/namespace").asText()))
                    && matches(object, selector);
        }
    }
}
