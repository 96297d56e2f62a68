package dev.faultstream.watcher.informer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.watcher.api.ApiFailure;
import dev.faultstream.watcher.api.ApiServer;
import dev.faultstream.watcher.kinds.ServedKind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Lists all objects of a kind page by page; of a page, only one object is in memory as a tree. */
final class ListPages {
    private final ApiServer server;
    private final ServedKind kind;
    private final int pageSize;
    private String continuation = "";
    private String version = "";

    ListPages(ApiServer server, ServedKind kind, int pageSize) {
        this.server = server;
        this.kind = kind;
        this.pageSize = pageSize;
    }

    /** Reads the next page; returns whether there are more. */
    boolean next(ObjectSink sink) throws ApiFailure, InterruptedException {
        String path = kind.path() + "?limit=" + pageSize;
        if (!continuation.isEmpty()) {
            path += "&continue=" + URLEncoder.encode(continuation, StandardCharsets.UTF_8);
        }
        byte[] page = server.get(path);
        continuation = "";
        try (JsonParser parser = Json.mapper().createParser(page)) {
            read(parser, sink);
        } catch (IOException e) {
            throw new ApiFailure(ApiFailure.Cause.SERVER, "a list that is no JSON", null, null);
        }
        return !continuation.isEmpty();
    }

    /** The version of the list, from which a watch goes on. */
    String version() {
        return version;
    }

    private void read(JsonParser parser, ObjectSink sink) throws IOException, InterruptedException {
        require(parser.nextToken() == JsonToken.START_OBJECT, parser);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            if ("metadata".equals(field)) {
                ObjectNode metadata = parser.readValueAsTree();
                version = metadata.path("resourceVersion").asText("");
                continuation = metadata.path("continue").asText("");
            } else if ("items".equals(field) && token == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    sink.accept(typed(parser.readValueAsTree()));
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Items of typed lists do not say what they are. */
    private ObjectNode typed(ObjectNode item) {
        ObjectNode typed = item.objectNode();
        typed.put("apiVersion", kind.apiVersion());
        typed.put("kind", kind.kind().kind());
        item.remove("apiVersion");
        item.remove("kind");
        typed.setAll(item);
        return typed;
    }

    private static void require(boolean condition, JsonParser parser) throws IOException {
        if (!condition) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "not a list");
        }
    }

    /** Takes the objects of a list. */
    interface ObjectSink {
        void accept(ObjectNode object) throws InterruptedException;
    }
}
