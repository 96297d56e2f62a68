package dev.faultstream.watcher.prune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.faultstream.schemas.serde.Json;
import java.util.Map;
import java.util.Set;

/** Replaces secrets wherever they stand in an object, in place. */
final class Redaction {
    private static final Set<String> LABEL_MAPS =
            Set.of("labels", "matchLabels", "nodeSelector", "selector", "hard", "used", "capacity", "allocatable");
    private static final Set<String> COMMANDS = Set.of("command", "args");
    private static final Set<String> DATA_KINDS = Set.of("Secret", "ConfigMap");
    private static final Set<String> DATA_FIELDS = Set.of("data", "stringData", "binaryData");
    private static final int LONGEST_EMBEDDED = 512 * 1024;

    private Redaction() {}

    static void apply(JsonNode node) {
        if (node instanceof ObjectNode object) {
            inObject(object, "");
        } else if (node instanceof ArrayNode array) {
            inArray(array, "");
        }
    }

    private static void inObject(ObjectNode object, String name) {
        hideNamedValue(object);
        hideEmbeddedData(object);
        boolean labels = LABEL_MAPS.contains(name);
        boolean annotations = "annotations".equals(name);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode child) {
                inObject(child, field.getKey());
            } else if (value instanceof ArrayNode child) {
                inArray(child, field.getKey());
            } else if (value.isTextual()) {
                String text = value.asText();
                String redacted = !labels && hides(field.getKey(), text)
                        ? SecretText.MARKER
                        : annotations ? annotation(text) : SecretText.redact(text);
                replace(field, text, redacted);
            }
        }
    }

    private static boolean hides(String field, String text) {
        return !text.isEmpty() && SecretNames.holdsSecret(field) && !NamedValue.isVariable(text);
    }

    private static void inArray(ArrayNode array, String name) {
        boolean command = COMMANDS.contains(name);
        boolean secretFollows = false;
        for (int i = 0; i < array.size(); i++) {
            JsonNode value = array.get(i);
            if (value instanceof ObjectNode child) {
                inObject(child, name);
            } else if (value instanceof ArrayNode child) {
                inArray(child, name);
            } else if (value.isTextual()) {
                String text = value.asText();
                boolean secret = secretFollows && !text.startsWith("-") && !NamedValue.isVariable(text);
                String redacted =
                        secret ? SecretText.MARKER : command ? SecretText.redactCommand(text) : SecretText.redact(text);
                secretFollows = command && isSecretOption(text);
                if (!redacted.equals(text)) {
                    array.set(i, TextNode.valueOf(redacted));
                }
            }
        }
    }

    private static boolean isSecretOption(String text) {
        return text.startsWith("-") && text.indexOf('=') < 0 && SecretNames.holdsSecret(text);
    }

    /** Environment variables, HTTP headers, parameters: {@code {name, value}}. */
    private static void hideNamedValue(ObjectNode object) {
        JsonNode name = object.get("name");
        JsonNode value = object.get("value");
        if (name == null || value == null || !name.isTextual() || !value.isTextual()) {
            return;
        }
        String text = value.asText();
        if (!text.isEmpty() && SecretNames.looksSecret(name.asText()) && !NamedValue.isVariable(text)) {
            object.put("value", SecretText.MARKER);
        }
    }

    /** Secrets and ConfigMaps inside templates and manifests that other objects carry. */
    private static void hideEmbeddedData(ObjectNode object) {
        if (!DATA_KINDS.contains(object.path("kind").asText(""))) {
            return;
        }
        for (String field : DATA_FIELDS) {
            if (object.get(field) instanceof ObjectNode data) {
                data.fieldNames().forEachRemaining(key -> data.put(key, SecretText.MARKER));
            } else if (object.has(field)) {
                object.put(field, SecretText.MARKER);
            }
        }
    }

    private static String annotation(String text) {
        String trimmed = text.trim();
        boolean json = trimmed.startsWith("{") || trimmed.startsWith("[");
        if (!json || trimmed.length() > LONGEST_EMBEDDED) {
            return SecretText.redactCommand(text);
        }
        try {
            JsonNode embedded = Json.mapper().readTree(trimmed);
            JsonNode before = embedded.deepCopy();
            apply(embedded);
            return embedded.equals(before) ? text : Json.mapper().writeValueAsString(embedded);
        } catch (JsonProcessingException e) {
            return SecretText.redactCommand(text);
        }
    }

    private static void replace(Map.Entry<String, JsonNode> field, String text, String redacted) {
        if (!redacted.equals(text)) {
            field.setValue(TextNode.valueOf(redacted));
        }
    }
}
