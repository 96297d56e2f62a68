package dev.faultstream.schemas.facts;

import java.util.Map;

/**
 * What is published of a ConfigMap in place of its values, in the object's field {@link Facts#FIELD}.
 *
 * @param keys the key names, of {@code data} and {@code binaryData}, with the size of their values in bytes
 */
public record ConfigMapFacts(Map<String, Integer> keys) {
    public ConfigMapFacts {
        keys = keys == null ? Map.of() : Map.copyOf(keys);
    }
}
