package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of a Pod. */
public final class PodConditions {
    private PodConditions() {}

    /** The condition of this type; null when the Pod has none. */
    public static @Nullable PodCondition find(Pod pod, String type) {
        for (PodCondition condition : pod.getStatus().getConditions()) {
            if (type.equals(condition.getType())) {
                return condition;
            }
        }
        return null;
    }

    /** Whether the Pod has the condition with this status. */
    public static boolean is(Pod pod, String type, String status) {
        PodCondition condition = find(pod, type);
        return condition != null && status.equals(condition.getStatus());
    }

    /** Since when the condition has had this status; null when it has another one or does not tell. */
    static @Nullable Instant since(Pod pod, String type, String status) {
        PodCondition condition = find(pod, type);
        return condition == null || !status.equals(condition.getStatus())
                ? null
                : KubernetesTime.parse(condition.getLastTransitionTime());
    }
}
