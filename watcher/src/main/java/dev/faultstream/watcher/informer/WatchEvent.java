package dev.faultstream.watcher.informer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.watcher.api.ApiFailure;
import dev.faultstream.watcher.kinds.ServedKind;
import java.io.IOException;
import java.time.Duration;

/**
 * What a watch tells.
 *
 * @param type what happened
 * @param object what it happened to, with apiVersion and kind first, as lists have them
 */
record WatchEvent(Type type, ObjectNode object) {
    enum Type {
        ADDED,
        MODIFIED,
        DELETED,
        BOOKMARK
    }

    /**
     * Reads a line of a watch.
     *
     * @throws ApiFailure if the line tells one, or cannot be read
     */
    static WatchEvent parse(byte[] line, ServedKind kind) throws ApiFailure {
        JsonNode json;
        try {
            json = Json.mapper().readTree(line);
        } catch (IOException e) {
            throw new ApiFailure(ApiFailure.Cause.NETWORK, "a watch event that is cut off", null, null);
        }
        String type = json.path("type").asText("");
        if (!(json.get("object") instanceof ObjectNode object)) {
            throw new ApiFailure(ApiFailure.Cause.SERVER, "a watch event without object", null, null);
        }
        return switch (type) {
            case "ADDED" -> new WatchEvent(Type.ADDED, typed(object, kind));
            case "MODIFIED" -> new WatchEvent(Type.MODIFIED, typed(object, kind));
            case "DELETED" -> new WatchEvent(Type.DELETED, typed(object, kind));
            case "BOOKMARK" -> new WatchEvent(Type.BOOKMARK, object);
            case "ERROR" -> throw failure(object);
            default -> throw new ApiFailure(ApiFailure.Cause.SERVER, "an unknown watch event", null, null);
        };
    }

    String version() {
        return object.at("/metadata/resourceVersion").asText("");
    }

    private static ApiFailure failure(ObjectNode status) {
        int seconds = status.at("/details/retryAfterSeconds").asInt(0);
        int code = status.path("code").asInt(500);
        boolean expired = "Expired".equals(status.path("reason").asText());
        return ApiFailure.ofStatus(expired ? 410 : code, seconds > 0 ? Duration.ofSeconds(seconds) : null);
    }

    private static ObjectNode typed(ObjectNode object, ServedKind kind) {
        ObjectNode typed = object.objectNode();
        typed.put("apiVersion", kind.apiVersion());
        typed.put("kind", kind.kind().kind());
        object.remove("apiVersion");
        object.remove("kind");
        typed.setAll(object);
        return typed;
    }
}
