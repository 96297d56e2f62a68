package dev.faultstream.watcher.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes what changes without meaning, what repeats the object, and what no rule reads and is large. */
final class Noise {
    private static final List<String> METADATA = List.of("managedFields", "selfLink", "resourceVersion");
    private static final Set<String> ANNOTATIONS = Set.of(
            "control-plane.alpha.kubernetes.io/leader",
            "endpoints.kubernetes.io/last-change-trigger-time",
            "cluster-autoscaler.kubernetes.io/last-updated",
            "kapp.k14s.io/original",
            "objectset.rio.cattle.io/applied",
            "banzaicloud.com/last-applied");
    private static final String LAST_APPLIED = "last-applied";

    private Noise() {}

    static void removeFrom(ObjectNode resource) {
        if (resource.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(METADATA);
            removeAnnotations(metadata);
        }
        switch (resource.path("kind").asText()) {
            case "Node" -> node(resource);
            case "HorizontalPodAutoscaler" -> remove(resource.get("status"), "currentMetrics");
            case "CustomResourceDefinition" -> definition(resource);
            default -> {}
        }
    }

    private static void removeAnnotations(ObjectNode metadata) {
        if (metadata.get("annotations") instanceof ObjectNode annotations) {
            Iterator<String> names = annotations.fieldNames();
            while (names.hasNext()) {
                String name = names.next();
                if (ANNOTATIONS.contains(name) || name.toLowerCase(Locale.ROOT).contains(LAST_APPLIED)) {
                    names.remove();
                }
            }
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }

    private static void node(ObjectNode node) {
        remove(node.get("status"), "images");
        node.path("status").path("conditions").forEach(condition -> remove(condition, "lastHeartbeatTime"));
    }

    private static void definition(ObjectNode definition) {
        definition.path("spec").path("versions").forEach(version -> {
            remove(version, "schema");
            remove(version, "additionalPrinterColumns");
        });
        remove(definition.get("spec"), "validation");
    }

    private static void remove(@Nullable JsonNode from, String field) {
        if (from instanceof ObjectNode object) {
            object.remove(field);
        }
    }
}
