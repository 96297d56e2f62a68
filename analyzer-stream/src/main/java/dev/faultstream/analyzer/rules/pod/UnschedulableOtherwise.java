package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;

/** A Pod finds no Node for a reason that no other rule tells of. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.unschedulable",
        kinds = Pod.class,
        grace = "2m",
        order = 316,
        message = "Pod {pod} cannot be scheduled ({cause}): {text}",
        doc = "v1 Pod status.conditions")
public final class UnschedulableOtherwise implements Rule<Pod> {
    private static final String ID = "pod.unschedulable";
    private static final String FIRST_NAMESPACE = "kube-system";
    private static final Duration CLUSTER_SET_UP = Duration.ofMinutes(15);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        Unschedulable problem = Unschedulable.of(pod, view, ID);
        if (problem == null
                || (problem.obstacle() == Obstacle.NO_NODES && isClusterNew(view))
                || Unschedulable.isNodeComing(pod, view)) {
            return;
        }
        findings.add(
                problem.finding(pod, findings).with("cause", problem.cause()).text(problem.text()));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        SchedulingCauses.addTo(causes, view);
    }

    /** A cluster is as old as the namespace that it was made with. */
    private static boolean isClusterNew(ClusterView view) {
        Namespace first = view.find(Namespace.class, FIRST_NAMESPACE);
        Instant created =
                first == null ? null : KubernetesTime.parse(first.getMetadata().getCreationTimestamp());
        return created != null && view.within(created, CLUSTER_SET_UP);
    }
}
