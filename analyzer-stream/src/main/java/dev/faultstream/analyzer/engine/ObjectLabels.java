package dev.faultstream.analyzer.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an object can be listed by, taken from it or read from its JSON without parsing the rest.
 *
 * @param labels its labels
 * @param controllerUid the uid of its controller; null when it has none
 */
record ObjectLabels(Map<String, String> labels, @Nullable String controllerUid) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectLabels NONE = new ObjectLabels(Map.of(), null);

    static ObjectLabels none() {
        return NONE;
    }

    /** Those of an object. */
    static ObjectLabels of(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        Map<String, String> labels = labelsOf(metadata);
        String controllerUid = null;
        for (OwnerReference owner : metadata.getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController()) && owner.getUid() != null) {
                controllerUid = owner.getUid();
            }
        }
        return labels.isEmpty() && controllerUid == null ? NONE : new ObjectLabels(labels, controllerUid);
    }

    /** Its labels; one without a value has an empty one, as in {@link #read}. */
    private static Map<String, String> labelsOf(ObjectMeta metadata) {
        Map<String, String> labels = metadata.getLabels() == null ? Map.of() : metadata.getLabels();
        if (!labels.containsValue(null)) {
            return labels;
        }
        Map<String, String> known = new TreeMap<>();
        labels.forEach((label, value) -> known.put(label, value == null ? "" : value));
        return known;
    }

    /** Reads them; {@link #none()} when the bytes are no object with metadata. */
    static ObjectLabels read(byte[] json, int offset, int length) throws IOException {
        try (JsonParser parser = JSON.createParser(json, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean metadata = "metadata".equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_OBJECT && metadata) {
                    return readMetadata(parser);
                }
                parser.skipChildren();
            }
            return NONE;
        }
    }

    private static ObjectLabels readMetadata(JsonParser parser) throws IOException {
        Map<String, String> labels = Map.of();
        String controllerUid = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("labels".equals(field) && value == JsonToken.START_OBJECT) {
                labels = readLabels(parser);
            } else if ("ownerReferences".equals(field) && value == JsonToken.START_ARRAY) {
                controllerUid = readController(parser);
            } else {
                parser.skipChildren();
            }
        }
        return labels.isEmpty() && controllerUid == null ? NONE : new ObjectLabels(labels, controllerUid);
    }

    private static Map<String, String> readLabels(JsonParser parser) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            labels.put(name, parser.getValueAsString(""));
            parser.skipChildren();
        }
        return labels;
    }

    private static @Nullable String readController(JsonParser parser) throws IOException {
        String found = null;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String uid = null;
            boolean controller = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if ("uid".equals(field)) {
                    uid = parser.getValueAsString();
                } else if ("controller".equals(field)) {
                    controller = parser.getValueAsBoolean();
                }
                parser.skipChildren();
            }
            found = controller && uid != null ? uid : found;
        }
        return found;
    }
}
