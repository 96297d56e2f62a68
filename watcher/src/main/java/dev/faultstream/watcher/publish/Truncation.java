package dev.faultstream.watcher.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Makes an object fit into a record: metadata and status alone, or identity and labels when even those do not fit. */
final class Truncation {
    private static final List<String> KEPT = List.of("apiVersion", "kind", "metadata", "status");
    private static final List<String> KEPT_OF_METADATA = List.of(
            "name",
            "namespace",
            "uid",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "labels",
            "ownerReferences");

    private Truncation() {}

    static ObjectNode fit(ObjectNode resource, int mostBytes) {
        ObjectNode small = pick(resource, KEPT);
        if (Fingerprint.of(small).bytes() <= mostBytes) {
            return small;
        }
        small.remove("status");
        if (small.get("metadata") instanceof ObjectNode metadata) {
            small.set("metadata", pick(metadata, KEPT_OF_METADATA));
        }
        return small;
    }

    private static ObjectNode pick(ObjectNode from, List<String> fields) {
        ObjectNode picked = from.objectNode();
        for (String field : fields) {
            JsonNode value = from.get(field);
            if (value != null) {
                picked.set(field, value);
            }
        }
        return picked;
    }
}
