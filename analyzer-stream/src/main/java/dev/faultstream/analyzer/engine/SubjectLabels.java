package dev.faultstream.analyzer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels that a failure has from the resource it is about: the subject's, or else those of the workload below it.
 * Not those of single failing objects, which may differ while the failure is one.
 */
final class SubjectLabels {
    private SubjectLabels() {}

    static Map<String, String> of(List<String> keys, HasMetadata subject, @Nullable HasMetadata workload) {
        Map<String, String> found = new TreeMap<>();
        for (String key : keys) {
            String value = label(subject, key);
            if (value == null && workload != null) {
                value = label(workload, key);
            }
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }

    private static @Nullable String label(HasMetadata object, String key) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }
}
