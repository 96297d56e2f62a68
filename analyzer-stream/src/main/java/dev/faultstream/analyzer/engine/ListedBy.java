package dev.faultstream.analyzer.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.faultstream.analyzer.api.ObjectIndex;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an object can be listed by, taken from it or, but for indexes, read from its JSON without parsing the rest.
 *
 * @param labels its labels
 * @param controllerUid the uid of its controller; null when it has none
 * @param indexed under what its kind's indexes have it: index, equals sign, value
 */
record ListedBy(Map<String, String> labels, @Nullable String controllerUid, Set<String> indexed) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ListedBy NONE = new ListedBy(Map.of(), null, Set.of());

    static ListedBy none() {
        return NONE;
    }

    /**
     * That of an object.
     *
     * @param indexes those of its kind
     * @throws RuntimeException what an index throws that does not understand the object
     */
    static ListedBy of(HasMetadata object, List<ObjectIndex<?>> indexes) {
        ObjectMeta metadata = object.getMetadata();
        Map<String, String> labels = metadata.getLabels() == null ? Map.of() : metadata.getLabels();
        String controllerUid = null;
        for (OwnerReference owner : metadata.getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController()) && owner.getUid() != null) {
                controllerUid = owner.getUid();
            }
        }
        Set<String> indexed = indexes.isEmpty() ? Set.of() : new TreeSet<>();
        indexes.forEach(index -> addTo(indexed, index, object));
        return labels.isEmpty() && controllerUid == null && indexed.isEmpty()
                ? NONE
                : new ListedBy(labels, controllerUid, indexed);
    }

    /** How an index's value stands in {@link #indexed}. */
    static String entry(ObjectIndex<?> index, String value) {
        // A zero byte ends the parts of a store's key.
        return index.name() + '=' + value.replace('\0', '\uFFFD');
    }

    private static <T extends HasMetadata> void addTo(Set<String> indexed, ObjectIndex<T> index, HasMetadata object) {
        index.values().apply(index.kind().cast(object)).forEach(value -> indexed.add(entry(index, value)));
    }

    /** Reads them; none when the bytes are no object with metadata. */
    static ListedBy read(byte[] json, int offset, int length) throws IOException {
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

    private static ListedBy readMetadata(JsonParser parser) throws IOException {
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
        return labels.isEmpty() && controllerUid == null ? NONE : new ListedBy(labels, controllerUid, Set.of());
    }

    private static Map<String, String> readLabels(JsonParser parser) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            // One without a value is none, as in the models.
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                labels.put(name, parser.getValueAsString(""));
            }
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
