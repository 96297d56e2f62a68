package dev.faultstream.sink.result;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a Result as the API server has it. */
final class ResultReader {
    private static final String REMEDIATION = "autoRemediationStatus";

    private ResultReader() {}

    static ObservedResult read(GenericKubernetesResource item) {
        ObjectMeta metadata = item.getMetadata();
        Map<String, String> labels = known(metadata.getLabels());
        Map<String, String> annotations = ResultLabels.ourAnnotations(known(metadata.getAnnotations()));
        return new ObservedResult(
                annotations.getOrDefault(ResultLabels.FAILURE_ID, labels.getOrDefault(ResultLabels.FAILURE_ID, "")),
                new ResultPlace(text(metadata.getNamespace()), metadata.getName()),
                labels,
                Fingerprint.of(annotations, spec(item.get("spec"))),
                new ResultStatus(text(item.get("status", "lifecycle")), text(item.get("status", "contentHash"))),
                text(metadata.getResourceVersion()));
    }

    /** What remediation says in its status is not ours, however required the field is. */
    private static Map<String, Object> spec(@Nullable Object spec) {
        Map<String, Object> read = new TreeMap<>();
        if (spec instanceof Map<?, ?> fields) {
            fields.forEach((key, value) -> read.put(String.valueOf(key), value));
            read.computeIfPresent(REMEDIATION, (key, value) -> Map.of());
        }
        return read;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Without keys that have no value, which JSON can say and a Kubernetes object cannot mean. */
    private static Map<String, String> known(@Nullable Map<String, @Nullable String> map) {
        Map<String, String> known = new TreeMap<>();
        if (map != null) {
            map.forEach((key, value) -> {
                if (value != null) {
                    known.put(key, value);
                }
            });
        }
        return known;
    }
}
