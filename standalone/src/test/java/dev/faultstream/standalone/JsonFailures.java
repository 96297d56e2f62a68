package dev.faultstream.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Failures as a command prints them. */
public final class JsonFailures {
    private JsonFailures() {}

    /** One of each line. */
    public static List<JsonNode> lines(String text) throws JsonProcessingException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(Json.mapper().readTree(line));
        }
        return lines;
    }

    /** The last of each id, without its explanation. */
    public static Map<String, JsonNode> latest(List<JsonNode> records) {
        Map<String, JsonNode> latest = new TreeMap<>();
        records.forEach(record -> latest.put(record.path("id").asText(), withoutExplanation(record)));
        return latest;
    }

    /** The failure of an explained failure. */
    public static JsonNode withoutExplanation(JsonNode record) {
        ObjectNode failure = record.deepCopy();
        failure.remove("explanation");
        return failure;
    }

    /** Id and revision. */
    public static String revision(JsonNode failure) {
        return failure.path("id").asText() + " " + failure.path("revision").asInt();
    }

    /** Each revision that there has to be when there are these. */
    public static List<String> allRevisions(List<JsonNode> records) {
        return latest(records).values().stream()
                .flatMap(last -> IntStream.rangeClosed(1, last.path("revision").asInt())
                        .mapToObj(revision -> last.path("id").asText() + " " + revision))
                .toList();
    }
}
