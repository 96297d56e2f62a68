package dev.faultstream.watcher.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.facts.Facts;
import java.util.Map;
import java.util.TreeMap;

/** Facts as JSON whose bytes depend on nothing but the facts: the keys of maps are in order. */
final class FactsJson {
    private FactsJson() {}

    static JsonNode of(Record facts) {
        JsonNode json = Facts.toJson(facts);
        json.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode map) {
                field.setValue(sorted(map));
            }
        });
        return json;
    }

    private static ObjectNode sorted(ObjectNode map) {
        Map<String, JsonNode> inOrder = new TreeMap<>();
        map.properties().forEach(field -> inOrder.put(field.getKey(), field.getValue()));
        return map.objectNode().setAll(inOrder);
    }
}
