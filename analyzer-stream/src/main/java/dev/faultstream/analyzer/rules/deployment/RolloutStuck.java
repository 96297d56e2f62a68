package dev.faultstream.analyzer.rules.deployment;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.workload.Workload;
import dev.faultstream.analyzer.rules.workload.WorkloadCauses;
import dev.faultstream.analyzer.rules.workload.WorkloadPods;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Set;

/** The new version of a Deployment does not come up within its deadline. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "deployment.rollout-stuck",
        kinds = Deployment.class,
        grace = "0s",
        order = 501,
        message =
                "The rollout of deployment {name} is stuck: {ready} of {wanted} updated replicas are available ({reason})",
        doc = "apps/v1 Deployment spec.progressDeadlineSeconds")
public final class RolloutStuck implements Rule<Deployment> {
    private static final Set<String> REASONS = Set.of("ProgressDeadlineExceeded", "ReplicaSetCreateError");

    @Override
    public void evaluate(Deployment deployment, ClusterView view, Findings findings) {
        Workload workload = Workload.of(deployment);
        Rollout rollout = Rollout.of(deployment);
        if (workload.isResting() || rollout.isPaused()) {
            return;
        }
        workload.requireCurrent();
        DeploymentCondition progressing = rollout.condition("Progressing");
        if (progressing == null
                || !"False".equals(progressing.getStatus())
                || !REASONS.contains(progressing.getReason())
                || isFinished(rollout)
                || workload.isOff(view)) {
            return;
        }
        findings.add(findings.finding()
                .since(rollout.transition("Progressing"))
                .with("ready", availableOfNewest(rollout, view))
                .with("wanted", rollout.wanted())
                .with("reason", progressing.getReason())
                .evidence(
                        Evidence.Type.CONDITION,
                        "Progressing is False: " + progressing.getMessage(),
                        rollout.transition("Progressing")));
    }

    @Override
    public void causes(Deployment deployment, Finding finding, ClusterView view, Causes causes) {
        WorkloadCauses.addCreation(deployment, view, causes);
        List<ReplicaSet> sets = WorkloadPods.replicaSets(deployment, view);
        if (!sets.isEmpty()) {
            List<Pod> newest = view.owned(Pod.class, sets.get(0));
            causes.of(newest, "pod.*")
                    .of(WorkloadCauses.claims(newest, view), "pvc.*")
                    .of(WorkloadCauses.nodes(newest, view), "node.*");
        }
    }

    /** It came up late, and its condition is about to say so. */
    private static boolean isFinished(Rollout rollout) {
        return rollout.updated() == rollout.wanted()
                && rollout.available() == rollout.wanted()
                && rollout.total() <= rollout.updated();
    }

    private static int availableOfNewest(Rollout rollout, ClusterView view) {
        List<ReplicaSet> sets = WorkloadPods.replicaSets(rollout.deployment(), view);
        Integer available = sets.isEmpty() || sets.get(0).getStatus() == null
                ? null
                : sets.get(0).getStatus().getAvailableReplicas();
        return available == null ? 0 : available;
    }
}
