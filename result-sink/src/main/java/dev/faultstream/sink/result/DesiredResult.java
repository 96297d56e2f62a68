package dev.faultstream.sink.result;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.faultstream.schemas.serde.Json;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Result as it is to be.
 *
 * @param failureId the failure that it is about
 * @param place where it is to be
 * @param labels its labels
 * @param annotations its annotations
 * @param spec its spec
 * @param fingerprint equal for Results with the same annotations and spec
 * @param contentHash what its status says of its content
 */
record DesiredResult(
        String failureId,
        ResultPlace place,
        Map<String, String> labels,
        Map<String, String> annotations,
        ResultSpec spec,
        String fingerprint,
        String contentHash) {
    DesiredResult {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    static DesiredResult of(
            String failureId,
            ResultPlace place,
            Map<String, String> labels,
            Map<String, String> annotations,
            ResultSpec spec) {
        return new DesiredResult(
                failureId,
                place,
                labels,
                annotations,
                spec,
                Fingerprint.of(annotations, asMap(spec)),
                ContentHash.of(spec));
    }

    Map<String, Object> specAsMap() {
        return asMap(spec);
    }

    boolean isSameAs(DesiredResult other) {
        return place.equals(other.place) && labels.equals(other.labels) && fingerprint.equals(other.fingerprint);
    }

    private static Map<String, Object> asMap(ResultSpec spec) {
        return Json.mapper().convertValue(spec, new TypeReference<>() {});
    }

    /** Without what comes from the cluster. */
    @Override
    public String toString() {
        return "DesiredResult[" + failureId + "]";
    }
}
