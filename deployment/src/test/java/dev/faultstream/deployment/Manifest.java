package dev.faultstream.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An object as it would be applied. */
record Manifest(JsonNode json) {
    private static final Set<String> CLUSTER_SCOPED =
            Set.of("Namespace", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition");

    String kind() {
        return json.path("kind").asText();
    }

    String apiVersion() {
        return json.path("apiVersion").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    String namespace() {
        return json.at("/metadata/namespace").asText();
    }

    boolean isClusterScoped() {
        return CLUSTER_SCOPED.contains(kind());
    }

    JsonNode spec() {
        return json.path("spec");
    }

    Map<String, String> labels() {
        return texts(json.at("/metadata/labels"));
    }

    /** The pods that it makes, of workloads that make some. */
    Optional<JsonNode> podTemplate() {
        JsonNode template =
                switch (kind()) {
                    case "Deployment", "StatefulSet", "DaemonSet", "Job" -> spec().path("template");
                    case "CronJob" -> spec().at("/jobTemplate/spec/template");
                    default -> MissingNode.getInstance();
                };
        return template.isMissingNode() ? Optional.empty() : Optional.of(template);
    }

    JsonNode podSpec() {
        return podTemplate().orElseThrow().path("spec");
    }

    Map<String, String> podLabels() {
        return texts(podTemplate().orElseThrow().at("/metadata/labels"));
    }

    /** All containers of its pods, those that run before the others included. */
    List<JsonNode> containers() {
        return podTemplate()
                .map(template -> Stream.of("initContainers", "containers")
                        .flatMap(list -> stream(template.path("spec").path(list)))
                        .toList())
                .orElse(List.of());
    }

    static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items.stream();
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    @Override
    public String toString() {
        return kind() + " " + (namespace().isEmpty() ? "" : namespace() + "/") + name();
    }
}
