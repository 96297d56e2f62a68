package dev.faultstream.sink.result;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The labels and annotations that a Result has from here, and which of those on an object are ours. */
final class ResultLabels {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String MANAGER = "faultstream";
    static final String OWNER_NAME = "k8sgpts.k8sgpt.ai/name";
    static final String OWNER_NAMESPACE = "k8sgpts.k8sgpt.ai/namespace";
    static final String BACKEND = "k8sgpts.k8sgpt.ai/backend";
    static final String FAILURE_ID = "faultstream.dev/failure-id";
    static final String CLUSTER = "faultstream.dev/cluster";
    static final String RULE = "faultstream.dev/rule";
    static final String SEVERITY = "faultstream.dev/severity";
    static final String ROOT_CAUSE = "faultstream.dev/root-cause";

    static final String OPENED_AT = "faultstream.dev/opened-at";
    static final String CHANGED_AT = "faultstream.dev/changed-at";
    static final String CAUSED_BY = "faultstream.dev/caused-by";
    static final String MESSAGE = "faultstream.dev/message";
    static final String TEMPLATE = "faultstream.dev/template";
    static final String OWNER = "faultstream.dev/owner";
    static final String AFFECTED = "faultstream.dev/affected";
    static final String SOURCE = "faultstream.dev/explanation-source";

    /** The keys of the labels that the Result has from the failing resource, so that they can be taken away again. */
    static final String CARRIED = "faultstream.dev/carried-labels";

    private static final Set<String> LABELS =
            Set.of(MANAGED_BY, OWNER_NAME, OWNER_NAMESPACE, BACKEND, FAILURE_ID, CLUSTER, RULE, SEVERITY, ROOT_CAUSE);

    private static final Set<String> ANNOTATIONS = Set.of(
            FAILURE_ID, CLUSTER, OPENED_AT, CHANGED_AT, CAUSED_BY, MESSAGE, TEMPLATE, OWNER, AFFECTED, SOURCE, CARRIED);

    private ResultLabels() {}

    /** Whether every Result has a label of this key from here. */
    static boolean isOurs(String labelKey) {
        return LABELS.contains(labelKey);
    }

    /** Those of an object's annotations that are from here; every Result has all of them. */
    static Map<String, String> ourAnnotations(Map<String, String> all) {
        Map<String, String> ours = new TreeMap<>(all);
        ours.keySet().retainAll(ANNOTATIONS);
        return ours;
    }
}
