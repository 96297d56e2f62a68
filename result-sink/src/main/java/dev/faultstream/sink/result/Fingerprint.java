package dev.faultstream.sink.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.faultstream.schemas.serde.Json;
import java.util.List;
import java.util.Map;

/** Tells in a few bytes whether a Result on the API server is what it is to be. */
final class Fingerprint {
    private static final ObjectWriter SORTED = Json.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Fingerprint() {}

    static String of(Map<String, String> annotations, Object spec) {
        try {
            return ContentHash.sha256(SORTED.writeValueAsString(List.of(annotations, spec)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of plain values can always be written", e);
        }
    }
}
