package dev.faultstream.analyzer.rules.condition;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells whether somebody has told a resource to rest, so that what it says of itself is no failure. */
final class Intention {
    private static final Set<String> SWITCHES = Set.of("suspend", "suspended", "paused");

    private Intention() {}

    static boolean isToRest(GenericKubernetesResource resource) {
        return resource.getMetadata().getDeletionTimestamp() != null
                || SWITCHES.stream().anyMatch(name -> Boolean.TRUE.equals(Fields.get(resource, "spec", name)))
                || isPausedByAnnotation(resource)
                || isScaledToZero(resource);
    }

    private static boolean isPausedByAnnotation(GenericKubernetesResource resource) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        return annotations != null
                && annotations.entrySet().stream()
                        .anyMatch(entry -> entry.getKey().endsWith("/paused") && "true".equals(entry.getValue()));
    }

    /** Whether all counts that are called replicas are 0, and there is one. */
    private static boolean isScaledToZero(GenericKubernetesResource resource) {
        List<Number> counts = new ArrayList<>();
        Fields.walk(Fields.get(resource, "spec"), (name, value) -> {
            if ("replicas".equals(name) && value instanceof Number count) {
                counts.add(count);
            }
        });
        return !counts.isEmpty() && counts.stream().allMatch(count -> count.longValue() == 0);
    }
}
