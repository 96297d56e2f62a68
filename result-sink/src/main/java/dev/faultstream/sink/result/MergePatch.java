package dev.faultstream.sink.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;

/** The JSON merge patches that bring a Result to its state where the API server has no server-side apply. */
final class MergePatch {
    private MergePatch() {}

    /** Labels, annotations and spec; labels that the Result had from its failing resource and has no more go. */
    static String of(GenericKubernetesResource current, DesiredResult desired) {
        ObjectNode patch = Json.mapper().createObjectNode();
        ObjectNode metadata = patch.putObject("metadata");
        ObjectNode labels = metadata.putObject("labels");
        Map<String, String> annotations = current.getMetadata().getAnnotations();
        String carried = annotations == null ? "" : annotations.getOrDefault(ResultLabels.CARRIED, "");
        for (String key : carried.split(",", -1)) {
            if (!key.isEmpty() && !ResultLabels.isOurs(key)) {
                labels.putNull(key);
            }
        }
        desired.labels().forEach(labels::put);
        desired.annotations().forEach(metadata.putObject("annotations")::put);
        patch.set("spec", Json.mapper().valueToTree(desired.spec()));
        return patch.toString();
    }

    static String of(ResultStatus status) {
        ObjectNode patch = Json.mapper().createObjectNode();
        patch.set("status", Json.mapper().valueToTree(status.asMap()));
        return patch.toString();
    }
}
