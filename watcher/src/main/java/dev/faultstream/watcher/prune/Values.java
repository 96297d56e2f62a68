package dev.faultstream.watcher.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes the values out of Secrets and ConfigMaps. */
final class Values {
    private Values() {}

    /** Removes all fields but the given ones and returns the values that were there, as bytes by key. */
    static Map<String, byte[]> take(ObjectNode resource, Set<String> keep) {
        Map<String, byte[]> values = new TreeMap<>();
        boolean secret = "Secret".equals(resource.path("kind").asText());
        collect(resource.path("data"), secret, values);
        collect(resource.path("binaryData"), true, values);
        collect(resource.path("stringData"), false, values);
        Iterator<String> fields = resource.fieldNames();
        while (fields.hasNext()) {
            if (!keep.contains(fields.next())) {
                fields.remove();
            }
        }
        return values;
    }

    private static void collect(JsonNode from, boolean encoded, Map<String, byte[]> values) {
        from.properties().forEach(field -> {
            String text = field.getValue().asText("");
            values.put(field.getKey(), encoded ? decode(text) : text.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** What base64 stands for; the text itself when it is none. */
    static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return base64.getBytes(StandardCharsets.UTF_8);
        }
    }
}
