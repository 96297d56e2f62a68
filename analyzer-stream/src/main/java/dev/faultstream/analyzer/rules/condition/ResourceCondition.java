package dev.faultstream.analyzer.rules.condition;

import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code status.conditions}, which every kind writes a little differently.
 *
 * @param type its type
 * @param status its status
 * @param reason why, in CamelCase; empty when it has none
 * @param message why, in words; empty when it has none
 * @param transition when it took its status; null when that is not told
 * @param stale whether it is about an older generation of the resource
 */
record ResourceCondition(
        String type,
        String status,
        String reason,
        String message,
        @Nullable Instant transition,
        boolean stale) {
    /** The conditions of a resource; those without a type are left out. */
    static List<ResourceCondition> of(GenericKubernetesResource resource) {
        List<ResourceCondition> conditions = new ArrayList<>();
        Long generation = resource.getMetadata().getGeneration();
        Long observed = number(Fields.get(resource, "status", "observedGeneration"));
        if (Fields.get(resource, "status", "conditions") instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> fields && !text(fields, "type").isEmpty()) {
                    conditions.add(of(fields, generation, observed));
                }
            }
        }
        return conditions;
    }

    /** Whether the status is one of the three that the API conventions know. */
    boolean isKnown() {
        return "True".equals(status) || "False".equals(status) || "Unknown".equals(status);
    }

    /** Whether a condition that should be true is not; a status that nobody knows counts as that. */
    boolean isFalse() {
        return "False".equals(status) || !isKnown();
    }

    private static ResourceCondition of(Map<?, ?> fields, @Nullable Long generation, @Nullable Long ofStatus) {
        Long own = number(fields.get("observedGeneration"));
        Long observed = own == null ? ofStatus : own;
        return new ResourceCondition(
                text(fields, "type"),
                text(fields, "status"),
                text(fields, "reason"),
                text(fields, "message"),
                KubernetesTime.parse(text(fields, "lastTransitionTime")),
                generation != null && observed != null && observed < generation);
    }

    private static String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    private static @Nullable Long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        try {
            return value instanceof String text ? Long.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
