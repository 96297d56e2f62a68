package dev.faultstream.schemas.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import java.util.Map;
import java.util.Optional;

/** Where facts stand in a published object, and how they are read from it. */
public final class Facts {
    /** The top-level field of a Secret or ConfigMap that holds its facts. */
    public static final String FIELD = "facts";
    /** The field beside where a {@code caBundle} was that holds its facts. */
    public static final String CA_BUNDLE_FIELD = "caBundleFacts";

    private Facts() {}

    /** The facts of a Secret, from the additional properties of its typed model; empty when it has none. */
    public static Optional<SecretFacts> ofSecret(Map<String, Object> additionalProperties) {
        return read(additionalProperties, SecretFacts.class);
    }

    /** The facts of a ConfigMap, from the additional properties of its typed model; empty when it has none. */
    public static Optional<ConfigMapFacts> ofConfigMap(Map<String, Object> additionalProperties) {
        return read(additionalProperties, ConfigMapFacts.class);
    }

    /** Facts as the JSON that goes into {@link #FIELD}. */
    public static JsonNode toJson(Record facts) {
        return Json.mapper().valueToTree(facts);
    }

    private static <T> Optional<T> read(Map<String, Object> additionalProperties, Class<T> type) {
        Object facts = additionalProperties.get(FIELD);
        return facts == null ? Optional.empty() : Optional.of(Json.mapper().convertValue(facts, type));
    }
}
