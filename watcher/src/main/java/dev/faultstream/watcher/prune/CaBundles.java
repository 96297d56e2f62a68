package dev.faultstream.watcher.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.facts.CaBundleFacts;
import dev.faultstream.schemas.facts.Facts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts facts beside where a CA bundle was, wherever an object has one. A client configuration that names a service and
 * has no bundle gets facts that say so.
 */
final class CaBundles {
    private static final String FIELD = "caBundle";
    private static final String CLIENT_CONFIG = "clientConfig";

    private CaBundles() {}

    static void replaceIn(ObjectNode resource) {
        visit(resource, "");
        if ("APIService".equals(resource.path("kind").asText()) && resource.get("spec") instanceof ObjectNode spec) {
            sayWhenAbsent(spec);
        }
    }

    private static void visit(JsonNode node, String name) {
        if (node instanceof ObjectNode object) {
            replace(object);
            if (CLIENT_CONFIG.equals(name)) {
                sayWhenAbsent(object);
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue().isContainerNode()) {
                    visit(field.getValue(), field.getKey());
                }
            }
        } else if (node.isArray()) {
            node.forEach(element -> visit(element, name));
        }
    }

    private static void replace(ObjectNode object) {
        @Nullable JsonNode bundle = object.get(FIELD);
        if (bundle != null && (bundle.isTextual() || bundle.isNull())) {
            object.remove(FIELD);
            String text = bundle.asText("");
            object.set(
                    Facts.CA_BUNDLE_FIELD,
                    FactsJson.of(
                            bundle.isNull() || text.isBlank()
                                    ? new CaBundleFacts(false, null)
                                    : Certificates.bundleFacts(pem(text))));
        }
    }

    private static byte[] pem(String text) {
        return text.contains("-----BEGIN")
                ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                : Values.decode(text);
    }

    private static void sayWhenAbsent(ObjectNode object) {
        if (object.has("service") && !object.path("service").isNull() && !object.has(Facts.CA_BUNDLE_FIELD)) {
            object.set(Facts.CA_BUNDLE_FIELD, FactsJson.of(new CaBundleFacts(false, null)));
        }
    }
}
