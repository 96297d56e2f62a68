package dev.faultstream.analyzer.rules.hpa;

import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import org.jspecify.annotations.Nullable;

/**
 * What an autoscaler scales.
 *
 * @param kind its kind
 * @param namespace its namespace, which is the autoscaler's
 * @param name its name
 */
record ScaleTarget(KindRef kind, String namespace, String name) {
    /** The target of the autoscaler; null when it was published without its spec. */
    static @Nullable ScaleTarget of(HorizontalPodAutoscaler autoscaler) {
        CrossVersionObjectReference target =
                autoscaler.getSpec() == null ? null : autoscaler.getSpec().getScaleTargetRef();
        if (target == null || target.getKind() == null || target.getName() == null) {
            return null;
        }
        String version = target.getApiVersion() == null ? "" : target.getApiVersion();
        return new ScaleTarget(
                KindRef.of(version, target.getKind()), autoscaler.getMetadata().getNamespace(), target.getName());
    }

    /** Adds the parameters that all findings about autoscalers have. */
    FindingBuilder tell(FindingBuilder finding) {
        return finding.with("targetKind", kind.kind()).with("target", name);
    }
}
