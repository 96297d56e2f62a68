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
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;

/** A Deployment serves with fewer replicas than it should. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "deployment.replicas-short",
        kinds = Deployment.class,
        grace = "10m",
        settle = "2m",
        order = 502,
        message = "Deployment {name} has {ready} of {wanted} replicas available",
        doc = "apps/v1 Deployment status.availableReplicas")
public final class ReplicasShort implements Rule<Deployment> {
    @Override
    public void evaluate(Deployment deployment, ClusterView view, Findings findings) {
        Workload workload = Workload.of(deployment);
        if (workload.isResting()) {
            return;
        }
        workload.requireCurrent();
        Rollout rollout = Rollout.of(deployment);
        if (rollout.available() == 0
                || rollout.available() >= rollout.wanted()
                || findings.has("deployment.rollout-stuck")
                || rollout.isMoving(view)
                || workload.isOff(view)) {
            return;
        }
        List<Pod> pods = WorkloadPods.of(deployment, view);
        Instant available = rollout.transition("Available");
        Instant missing = PodTimes.missingSince(pods);
        Instant since = missing == null ? null : PodTimes.later(missing, available);
        findings.add(findings.finding()
                .since(since)
                .notBefore(PodTimes.later(PodTimes.moved(pods), available))
                .with("ready", rollout.available())
                .with("wanted", rollout.wanted())
                .evidence(
                        Evidence.Type.FIELD,
                        "status: " + rollout.total() + " replicas, " + rollout.updated() + " updated, "
                                + rollout.available() + " available",
                        since));
    }

    @Override
    public void causes(Deployment deployment, Finding finding, ClusterView view, Causes causes) {
        WorkloadCauses.add(deployment, view, causes);
    }
}
