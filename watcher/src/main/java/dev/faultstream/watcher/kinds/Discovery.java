package dev.faultstream.watcher.kinds;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.watcher.api.ApiFailure;
import dev.faultstream.watcher.api.ApiServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Asks an API server which of the wanted kinds it serves. */
public final class Discovery {
    private static final List<String> NEEDED_VERBS = List.of("list", "watch");

    private final ApiServer server;
    private final KindSelection selection;

    public Discovery(ApiServer server, KindSelection selection) {
        this.server = requireNonNull(server, "server");
        this.selection = requireNonNull(selection, "selection");
    }

    /**
     * The wanted kinds that can be listed and watched, each in its group's preferred version where that has it.
     *
     * @throws ApiFailure if the server does not even tell its groups
     */
    public Result discover() throws ApiFailure, InterruptedException {
        Map<KindRef, ServedKind> kinds = new TreeMap<>();
        Set<String> unknown = new HashSet<>();
        add("/api/v1", "v1", kinds);
        for (JsonNode group : json("/apis").path("groups")) {
            String name = group.path("name").asText("");
            if (!name.isEmpty() && selection.concerns(name)) {
                for (String version : versions(group)) {
                    addIfTold("/apis/" + version, version, kinds, unknown);
                }
            }
        }
        return new Result(List.copyOf(kinds.values()), unknown);
    }

    private void addIfTold(String path, String version, Map<KindRef, ServedKind> kinds, Set<String> unknown)
            throws ApiFailure, InterruptedException {
        try {
            add(path, version, kinds);
        } catch (ApiFailure e) {
            if (e.reason() == ApiFailure.Cause.UNAUTHORIZED || e.reason() == ApiFailure.Cause.NETWORK) {
                throw e;
            }
            if (e.reason() != ApiFailure.Cause.NOT_SERVED) {
                unknown.add(KindRef.groupOf(version));
            }
        }
    }

    private void add(String path, String version, Map<KindRef, ServedKind> kinds)
            throws ApiFailure, InterruptedException {
        for (JsonNode resource : json(path).path("resources")) {
            String name = resource.path("name").asText("");
            String kindName = resource.path("kind").asText("");
            if (name.isEmpty() || name.indexOf('/') >= 0 || kindName.isEmpty() || !isWatchable(resource)) {
                continue;
            }
            KindRef kind = KindRef.of(version, kindName);
            if (selection.wants(kind)) {
                kinds.putIfAbsent(kind, new ServedKind(kind, version, name));
            }
        }
    }

    private static boolean isWatchable(JsonNode resource) {
        Set<String> verbs = new HashSet<>();
        resource.path("verbs").forEach(verb -> verbs.add(verb.asText()));
        return verbs.containsAll(NEEDED_VERBS);
    }

    private static List<String> versions(JsonNode group) {
        List<String> versions = new ArrayList<>();
        String preferred = group.at("/preferredVersion/groupVersion").asText("");
        if (!preferred.isEmpty()) {
            versions.add(preferred);
        }
        group.path("versions").forEach(version -> {
            String text = version.path("groupVersion").asText("");
            if (!text.isEmpty() && !versions.contains(text)) {
                versions.add(text);
            }
        });
        return versions;
    }

    private JsonNode json(String path) throws ApiFailure, InterruptedException {
        try {
            return Json.mapper().readTree(server.get(path));
        } catch (IOException e) {
            throw new ApiFailure(ApiFailure.Cause.SERVER, "an answer that is no JSON", null, null);
        }
    }

    /**
     * What a server serves.
     *
     * @param kinds the wanted kinds, in order
     * @param unknownGroups groups that would not tell their kinds just now; kinds of theirs may be missing
     */
    public record Result(List<ServedKind> kinds, Set<String> unknownGroups) {
        public Result {
            kinds = List.copyOf(kinds);
            unknownGroups = Set.copyOf(unknownGroups);
        }
    }
}
