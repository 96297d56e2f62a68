package dev.faultstream.watcher.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.KindRef;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds before a recording is played which kinds will be synced, by cluster. */
final class SyncedKinds {
    private SyncedKinds() {}

    static Map<String, Set<KindRef>> scan(RecordingLines lines, String defaultCluster) {
        Map<String, Set<KindRef>> kinds = new TreeMap<>();
        for (String text = lines.nextText(); text != null; text = lines.nextText()) {
            if (text.contains("\"synced\"")) {
                add(text, defaultCluster, kinds);
            }
        }
        return kinds;
    }

    private static void add(String text, String defaultCluster, Map<String, Set<KindRef>> kinds) {
        try {
            JsonNode line = Json.mapper().readTree(text);
            String group = line.path("group").asText("");
            String kind = line.path("kind").asText("");
            if ("synced".equals(line.path("op").asText()) && !group.isEmpty() && !kind.isEmpty()) {
                String cluster = line.path("cluster").asText(defaultCluster);
                kinds.computeIfAbsent(cluster, any -> new TreeSet<>()).add(new KindRef(group, kind));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The line is reported when the recording is played.
            return;
        }
    }
}
