package dev.faultstream.analyzer.rules.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The template that comes closest to what a selector asks for.
 *
 * @param template the workload with the template
 * @param differences how it differs, label by label
 */
record NearestTemplate(LabelledWorkload template, List<String> differences) {
    /** The template that agrees with the selector in most labels; null when none agrees in any. */
    static @Nullable NearestTemplate of(Map<String, String> selector, List<LabelledWorkload> templates) {
        NearestTemplate nearest = null;
        for (LabelledWorkload template : templates) {
            List<String> differences = differences(selector, template.labels());
            if (differences.size() < (nearest == null ? selector.size() : nearest.differences.size())) {
                nearest = new NearestTemplate(template, differences);
            }
        }
        return nearest;
    }

    String text() {
        return "nearest pod template: " + template.object().getKind() + "/"
                + template.object().getMetadata().getName() + ", which has " + String.join(" and ", differences);
    }

    private static List<String> differences(Map<String, String> selector, Map<String, String> labels) {
        List<String> differences = new ArrayList<>();
        new TreeMap<>(selector).forEach((key, wanted) -> {
            String value = labels.get(key);
            if (value == null) {
                differences.add("no label " + key);
            } else if (!value.equals(wanted)) {
                differences.add(key + "=" + value + " instead of " + wanted);
            }
        });
        return differences;
    }
}
