package dev.faultstream.analyzer.rules.condition;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads fields of resources whose shape is not known. */
final class Fields {
    private static final int DEEPEST = 12;

    private Fields() {}

    /** The value at a path of field names; null when there is none. */
    static @Nullable Object get(GenericKubernetesResource resource, String... path) {
        Object value = resource.getAdditionalProperties();
        for (String name : path) {
            value = value instanceof Map<?, ?> fields ? fields.get(name) : null;
        }
        return value;
    }

    /** Shows every field below a value with its name, at any depth. */
    static void walk(@Nullable Object value, BiConsumer<String, @Nullable Object> visitor) {
        walk(value, visitor, DEEPEST);
    }

    private static void walk(@Nullable Object value, BiConsumer<String, @Nullable Object> visitor, int depth) {
        if (depth == 0) {
            return;
        }
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> {
                visitor.accept(String.valueOf(name), field);
                walk(field, visitor, depth - 1);
            });
        } else if (value instanceof List<?> items) {
            items.forEach(item -> walk(item, visitor, depth - 1));
        }
    }
}
