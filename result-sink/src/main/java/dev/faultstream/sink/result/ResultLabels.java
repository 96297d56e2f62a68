package dev.faultstream.sink.result;

import java.util.Map;
import java.util.TreeMap;

/** The labels and annotations that a Result has from here, and which of those on an object are ours. */
final class ResultLabels {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String MANAGER = "faultstream";
    static final String OWNER_NAME = "k8sgpts.k8sgpt.ai/name";
    static final String OWNER_NAMESPACE = "k8sgpts.k8sgpt.ai/namespace";
    static final String BACKEND = "k8sgpts.k8sgpt.ai/backend";
    static final String OURS = "faultstream.dev/";
    static final String FAILURE_ID = OURS + "failure-id";
    static final String CLUSTER = OURS + "cluster";
    static final String RULE = OURS + "rule";
    static final String SEVERITY = OURS + "severity";
    static final String ROOT_CAUSE = OURS + "root-cause";
    static final String OPENED_AT = OURS + "opened-at";
    static final String CHANGED_AT = OURS + "changed-at";
    static final String CAUSED_BY = OURS + "caused-by";
    static final String SOURCE = OURS + "explanation-source";
    static final String AFFECTED = OURS + "affected";

    private static final String OWNER = "k8sgpts.k8sgpt.ai/";

    private ResultLabels() {}

    /** Those of an object's labels or annotations that only we write. */
    static Map<String, String> ours(Map<String, String> all) {
        Map<String, String> ours = new TreeMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith(OURS) || key.startsWith(OWNER) || key.equals(MANAGED_BY)) {
                ours.put(key, value);
            }
        });
        return ours;
    }
}
