package dev.faultstream.analyzer.api;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what a selector selects, as the API machinery does. */
public final class LabelSelectors {
    private LabelSelectors() {}

    /** Whether the selector selects these labels: a null one selects nothing, an empty one everything. */
    public static boolean matches(@Nullable LabelSelector selector, @Nullable Map<String, String> labels) {
        if (selector == null) {
            return false;
        }
        Map<String, String> present = labels == null ? Map.of() : labels;
        return containsAll(present, selector.getMatchLabels())
                && (selector.getMatchExpressions() == null
                        || selector.getMatchExpressions().stream()
                                .allMatch(requirement -> matches(requirement, present)));
    }

    /** Whether the labels hold all wanted ones; null wants nothing. */
    public static boolean containsAll(@Nullable Map<String, String> labels, @Nullable Map<String, String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return true;
        }
        return labels != null
                && wanted.entrySet().stream().allMatch(pair -> pair.getValue().equals(labels.get(pair.getKey())));
    }

    private static boolean matches(LabelSelectorRequirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.getKey());
        List<String> values = requirement.getValues() == null ? List.of() : requirement.getValues();
        return switch (requirement.getOperator()) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
