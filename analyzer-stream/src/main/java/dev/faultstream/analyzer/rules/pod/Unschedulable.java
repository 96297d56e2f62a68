package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a Pod has no node, and which rule tells of it.
 *
 * @param obstacle what stands in the way
 * @param cause what the rule calls it: a cause, a resource, a taint
 * @param count how many nodes it rules out
 * @param total how many nodes there are
 * @param clause the clause that says so
 * @param text all that the scheduler says
 * @param since since when
 */
record Unschedulable(
        Obstacle obstacle,
        String cause,
        int count,
        int total,
        String clause,
        String text,
        @Nullable Instant since) {
    private static final Duration ARRIVAL = Duration.ofMinutes(10);
    private static final Set<String> ARRIVING = Set.of("TriggeredScaleUp", "Nominated");

    /** What keeps the Pod off all nodes, if the rule is the one to tell of it; null otherwise. */
    static @Nullable Unschedulable of(Pod pod, ClusterView view, String rule) {
        Unschedulable problem = of(pod, view);
        return problem != null && problem.obstacle.rule().equals(rule) ? problem : null;
    }

    /** What keeps the Pod off all nodes; null when nothing does, or nothing that counts. */
    static @Nullable Unschedulable of(Pod pod, ClusterView view) {
        if (!PodPhase.isActive(pod) || PodPhase.isScheduled(pod) || isPlaceholder(pod)) {
            return null;
        }
        PodCondition condition = PodConditions.find(pod, "PodScheduled");
        if (condition == null) {
            return missingClaim(pod, KubernetesTime.parse(pod.getMetadata().getCreationTimestamp()), view);
        }
        if (!"False".equals(condition.getStatus()) || "SchedulingGated".equals(condition.getReason())) {
            return null;
        }
        Instant since = KubernetesTime.parse(condition.getLastTransitionTime());
        String message = condition.getMessage() == null ? "" : condition.getMessage();
        Unschedulable told = "Unschedulable".equals(condition.getReason())
                ? new Scheduling(pod, view).judge(SchedulerMessage.parse(message), since)
                : new Unschedulable(Obstacle.OTHER, "other", 0, 0, message, message, since);
        Unschedulable untold = told.obstacle == Obstacle.OTHER ? missingClaim(pod, since, view) : null;
        return untold == null ? told : untold;
    }

    /** Whether a node is on its way for the Pod. */
    static boolean isNodeComing(Pod pod, ClusterView view) {
        return view.warnings(pod, ARRIVAL).stream().anyMatch(event -> ARRIVING.contains(event.reason()));
    }

    /** Starts a finding that has this as its evidence. */
    FindingBuilder finding(Pod pod, Findings findings) {
        return PodFindings.about(pod, findings)
                .since(since)
                .with("count", count)
                .with("total", total)
                .evidence(Evidence.Type.CONDITION, "PodScheduled is False: " + text, since);
    }

    private static boolean isPlaceholder(Pod pod) {
        Integer priority = pod.getSpec().getPriority();
        return priority != null && priority < 0;
    }

    /** The scheduler may not have said yet that a claim is not there. */
    private static @Nullable Unschedulable missingClaim(Pod pod, @Nullable Instant since, ClusterView view) {
        for (String claim : PodClaims.byVolume(pod).values()) {
            if (!view.exists(PersistentVolumeClaim.class, claim)) {
                String text = "persistentvolumeclaim \"" + claim + "\" not found";
                return new Unschedulable(Obstacle.CLAIM_MISSING, "missing", 0, 0, text, text, since);
            }
        }
        return null;
    }
}
