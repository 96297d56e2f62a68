package dev.faultstream.watcher.prune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.Json;

/** JSON as tests write it, with single quotes. */
final class JsonTexts {
    private JsonTexts() {}

    static ObjectNode object(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
