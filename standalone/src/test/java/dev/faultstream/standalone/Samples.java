package dev.faultstream.standalone;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The samples of the project, and what is expected of them. */
public final class Samples {
    private static final Path FOLDER = Path.of("..", "samples").toAbsolutePath().normalize();

    public static final Path SHOP = FOLDER.resolve("shop.jsonl");
    public static final Path SHOP_EXPECTED = FOLDER.resolve("shop.expected.json");
    public static final Path DUMP = FOLDER.resolve("dump");
    public static final Path DUMP_EXPECTED = FOLDER.resolve("dump.expected.json");

    private Samples() {}

    /** The failures of a JSON array. */
    public static List<Failure> failures(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<List<Failure>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Everything in which failures differ from what is expected, in words.
     *
     * @param causes all rules that each failure has named as its causes, by failure id
     */
    public static List<String> differences(
            Path expectedFile, Collection<Failure> failures, Map<String, Set<String>> causes) {
        Map<String, Failure> found = new TreeMap<>();
        failures.forEach(failure -> found.put(
                key(
                        failure.rule(),
                        failure.subject().kind(),
                        failure.subject().namespace(),
                        failure.subject().name()),
                failure));
        List<String> differences = new ArrayList<>();
        Set<String> expectedKeys = new TreeSet<>();
        for (JsonNode expected : read(expectedFile)) {
            JsonNode subject = expected.path("subject");
            String key = key(
                    expected.path("rule").asText(),
                    subject.path("kind").asText(),
                    subject.path("namespace").asText(null),
                    subject.path("name").asText());
            expectedKeys.add(key);
            Failure failure = found.get(key);
            if (failure == null) {
                differences.add("missing: " + key);
            } else {
                compare(key, expected, failure, causes.getOrDefault(failure.id(), Set.of()), differences);
            }
        }
        found.keySet().stream()
                .filter(key -> !expectedKeys.contains(key))
                .forEach(key -> differences.add("not expected: " + key + " from "
                        + requireNonNull(found.get(key)).openedAt()));
        return differences;
    }

    private static void compare(
            String key, JsonNode expected, Failure failure, Set<String> causes, List<String> differences) {
        boolean resolved = failure.state() == Failure.State.RESOLVED;
        if (resolved != expected.path("resolved").asBoolean(false)) {
            differences.add(key + ": is " + failure.state());
        }
        if (expected.has("count")
                && expected.get("count").asInt() != failure.objects().count()) {
            differences.add(key + ": " + failure.objects().count() + " objects");
        }
        for (JsonNode cause : expected.path("causedByRules")) {
            if (!causes.contains(cause.asText())) {
                differences.add(key + ": does not name " + cause.asText() + " but " + causes);
            }
        }
    }

    private static String key(
            String rule, String kind, @org.jspecify.annotations.Nullable String namespace, String name) {
        return rule + " " + kind + " " + namespace + "/" + name;
    }

    private static JsonNode read(Path file) {
        try {
            return Json.mapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules that each failure has named as causes in any of its revisions, by failure id. */
    public static Map<String, Set<String>> causes(Collection<Failure> revisions) {
        Map<String, String> rules =
                revisions.stream().collect(Collectors.toMap(Failure::id, Failure::rule, (first, second) -> first));
        Map<String, Set<String>> causes = new TreeMap<>();
        for (Failure revision : revisions) {
            Set<String> named = causes.computeIfAbsent(revision.id(), id -> new TreeSet<>());
            revision.causedBy().forEach(id -> named.add(rules.getOrDefault(id, id)));
        }
        return causes;
    }
}
