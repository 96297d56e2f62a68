package dev.faultstream.analyzer.rules.deployment;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import dev.faultstream.analyzer.rules.workload.Workload;
import dev.faultstream.analyzer.rules.workload.WorkloadCauses;
import dev.faultstream.analyzer.rules.workload.WorkloadPods;
import dev.faultstream.analyzer.rules.workload.Youth;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Deployment serves nobody. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "deployment.none-available",
        kinds = Deployment.class,
        severity = Severity.CRITICAL,
        grace = "1m",
        order = 500,
        message = "Deployment {name} has none of {wanted} replicas available",
        doc = "apps/v1 Deployment status.availableReplicas")
public final class NoneAvailable implements Rule<Deployment> {
    @Override
    public void evaluate(Deployment deployment, ClusterView view, Findings findings) {
        Workload workload = Workload.of(deployment);
        if (workload.isResting()) {
            return;
        }
        workload.requireCurrent();
        Rollout rollout = Rollout.of(deployment);
        if (rollout.available() > 0
                || workload.isOff(view)
                || (rollout.isRecreating() && rollout.isMoving(view))
                || isStarting(workload, rollout, view)) {
            return;
        }
        Instant since = since(rollout, view);
        findings.add(findings.finding()
                .since(since)
                .with("wanted", rollout.wanted())
                .evidence(
                        Evidence.Type.FIELD,
                        "status: " + rollout.total() + " replicas, " + rollout.updated() + " updated, 0 available",
                        since));
    }

    @Override
    public void causes(Deployment deployment, Finding finding, ClusterView view, Causes causes) {
        WorkloadCauses.add(deployment, view, causes);
        causes.of(deployment, "deployment.rollout-stuck");
    }

    private static boolean isStarting(Workload workload, Rollout rollout, ClusterView view) {
        Duration youth = Youth.of(workload);
        Duration deadline = rollout.deadline();
        return Youth.isYounger(workload, deadline.compareTo(youth) < 0 ? deadline : youth, view)
                && !Youth.areInTrouble(WorkloadPods.of(workload.object(), view), view);
    }

    /** A Deployment that may have all its pods unavailable stays {@code Available}; then the pods tell since when. */
    private static @Nullable Instant since(Rollout rollout, ClusterView view) {
        DeploymentCondition available = rollout.condition("Available");
        return available != null && "False".equals(available.getStatus())
                ? rollout.transition("Available")
                : PodTimes.missingSince(WorkloadPods.of(rollout.deployment(), view));
    }
}
