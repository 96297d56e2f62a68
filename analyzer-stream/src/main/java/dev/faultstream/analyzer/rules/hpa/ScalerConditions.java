package dev.faultstream.analyzer.rules.hpa;

import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what the autoscaler's controller says. */
final class ScalerConditions {
    private ScalerConditions() {}

    /** The condition of this type if its status is {@code False}; null else. */
    static @Nullable HorizontalPodAutoscalerCondition whenFalse(HorizontalPodAutoscaler autoscaler, String type) {
        if (autoscaler.getStatus() == null) {
            return null;
        }
        return autoscaler.getStatus().getConditions().stream()
                .filter(condition -> type.equals(condition.getType()) && "False".equals(condition.getStatus()))
                .findFirst()
                .orElse(null);
    }

    /** When the condition took its present status; null when that is not told. */
    static @Nullable Instant transition(@Nullable HorizontalPodAutoscalerCondition condition) {
        return condition == null ? null : KubernetesTime.parse(condition.getLastTransitionTime());
    }

    /** Why it took it; empty when that is not told. */
    static String reason(@Nullable HorizontalPodAutoscalerCondition condition) {
        return condition == null || condition.getReason() == null ? "" : condition.getReason();
    }
}
