package dev.faultstream.analyzer.rules.deployment;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a Deployment has come, as its controller counts.
 *
 * @param deployment the Deployment
 * @param wanted how many replicas it is to have
 * @param total how many there are, of any revision
 * @param updated how many are of the newest revision
 * @param available how many are available, of any revision
 */
public record Rollout(Deployment deployment, int wanted, int total, int updated, int available) {
    private static final int USUAL_DEADLINE = 600;

    /** The state of the Deployment's rollout. */
    public static Rollout of(Deployment deployment) {
        Integer replicas =
                deployment.getSpec() == null ? null : deployment.getSpec().getReplicas();
        int wanted = replicas == null ? 1 : replicas;
        return deployment.getStatus() == null
                ? new Rollout(deployment, wanted, 0, 0, 0)
                : new Rollout(
                        deployment,
                        wanted,
                        orZero(deployment.getStatus().getReplicas()),
                        orZero(deployment.getStatus().getUpdatedReplicas()),
                        orZero(deployment.getStatus().getAvailableReplicas()));
    }

    /** Whether it moves towards its newest revision, within its deadline. */
    public boolean isMoving(ClusterView view) {
        if (isPaused() || !(updated < wanted || total > updated || available < updated)) {
            return false;
        }
        DeploymentCondition progressing = condition("Progressing");
        if (progressing == null
                || !"True".equals(progressing.getStatus())
                || "NewReplicaSetAvailable".equals(progressing.getReason())) {
            return false;
        }
        Instant updatedAt = KubernetesTime.parse(progressing.getLastUpdateTime());
        return updatedAt != null && view.within(updatedAt, deadline());
    }

    /** Whether it stops all old pods before it starts new ones. */
    public boolean isRecreating() {
        return deployment.getSpec() != null
                && deployment.getSpec().getStrategy() != null
                && "Recreate".equals(deployment.getSpec().getStrategy().getType());
    }

    /** Whether somebody has paused it. */
    public boolean isPaused() {
        return deployment.getSpec() != null
                && Boolean.TRUE.equals(deployment.getSpec().getPaused());
    }

    /** How long a rollout may stand still. */
    public Duration deadline() {
        Integer seconds =
                deployment.getSpec() == null ? null : deployment.getSpec().getProgressDeadlineSeconds();
        return Duration.ofSeconds(seconds == null ? USUAL_DEADLINE : seconds);
    }

    /** The Deployment's condition of this type; null when there is none. */
    public @Nullable DeploymentCondition condition(String type) {
        if (deployment.getStatus() == null) {
            return null;
        }
        return deployment.getStatus().getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    /** When the condition took its present status; null when that is not told. */
    @Nullable
    Instant transition(String type) {
        DeploymentCondition condition = condition(type);
        return condition == null ? null : KubernetesTime.parse(condition.getLastTransitionTime());
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
