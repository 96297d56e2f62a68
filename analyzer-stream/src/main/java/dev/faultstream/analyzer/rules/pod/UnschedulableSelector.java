package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;

/** No Node has the labels that a Pod asks for. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.unschedulable-selector",
        kinds = Pod.class,
        grace = "1m",
        order = 311,
        message = "Pod {pod} cannot be scheduled: no node matches its node selector or affinity {selector}",
        doc = "v1 Pod spec.nodeSelector")
public final class UnschedulableSelector implements Rule<Pod> {
    private static final String ID = "pod.unschedulable-selector";

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        Unschedulable problem = Unschedulable.of(pod, view, ID);
        if (problem == null || Unschedulable.isNodeComing(pod, view)) {
            return;
        }
        findings.add(
                problem.finding(pod, findings).with("selector", NodeSelection.unmatched(pod, view.list(Node.class))));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        SchedulingCauses.addTo(causes, view);
    }
}
