package dev.faultstream.analyzer.rules.template;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whether a Deployment is moving to a new template, within its own deadline. */
public final class DeploymentRollout {
    private static final int DEFAULT_DEADLINE_SECONDS = 600;

    private DeploymentRollout() {}

    /** Whether pods are being replaced and the progress deadline has not passed since the last progress. */
    public static boolean isUnderWay(Deployment deployment, ClusterView view) {
        DeploymentSpec spec = deployment.getSpec();
        DeploymentStatus status = deployment.getStatus();
        if (spec == null || status == null || Boolean.TRUE.equals(spec.getPaused()) || !isIncomplete(spec, status)) {
            return false;
        }
        DeploymentCondition progressing = condition(deployment, "Progressing").orElse(null);
        if (progressing == null
                || !"True".equals(progressing.getStatus())
                || "NewReplicaSetAvailable".equals(progressing.getReason())) {
            return false;
        }
        Instant last = KubernetesTime.parse(progressing.getLastUpdateTime());
        Integer deadline = spec.getProgressDeadlineSeconds();
        return last != null
                && view.within(last, Duration.ofSeconds(deadline == null ? DEFAULT_DEADLINE_SECONDS : deadline));
    }

    /** Whether the Deployment replaces pods only after all old ones are gone. */
    public static boolean recreates(Deployment deployment) {
        return deployment.getSpec() != null
                && deployment.getSpec().getStrategy() != null
                && "Recreate".equals(deployment.getSpec().getStrategy().getType());
    }

    /** The condition of that type; empty when the Deployment has none. */
    public static Optional<DeploymentCondition> condition(Deployment deployment, String type) {
        return deployment.getStatus() == null
                ? Optional.empty()
                : deployment.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }

    private static boolean isIncomplete(DeploymentSpec spec, DeploymentStatus status) {
        int updated = orZero(status.getUpdatedReplicas());
        int wanted = spec.getReplicas() == null ? 1 : spec.getReplicas();
        return updated < wanted
                || orZero(status.getReplicas()) > updated
                || orZero(status.getAvailableReplicas()) < updated;
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
