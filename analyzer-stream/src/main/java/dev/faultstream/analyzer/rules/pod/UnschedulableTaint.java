package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.node.NodeConditions;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;

/** Nodes repel a Pod by a taint that it does not tolerate. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.unschedulable-taint",
        kinds = Pod.class,
        grace = "2m",
        order = 312,
        message =
                "Pod {pod} cannot be scheduled: {count} of {total} nodes have the taint {key}, which it does not tolerate",
        doc = "v1 Pod spec.tolerations")
public final class UnschedulableTaint implements Rule<Pod> {
    private static final String ID = "pod.unschedulable-taint";
    private static final String UNINITIALIZED = "node.cloudprovider.kubernetes.io/uninitialized";

    /** The failures of Nodes that show as taints. */
    private static final Map<String, String> CAUSES = Map.of(
            UNINITIALIZED,
            "node.uninitialized",
            "node.kubernetes.io/memory-pressure",
            "node.memory-pressure",
            "node.kubernetes.io/disk-pressure",
            "node.disk-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.pid-pressure",
            "node.kubernetes.io/network-unavailable",
            "node.network-unavailable",
            "node.kubernetes.io/not-ready",
            "node.not-ready",
            "node.kubernetes.io/unreachable",
            "node.unreachable");

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        Unschedulable problem = Unschedulable.of(pod, view, ID);
        if (problem == null || problem.cause().isEmpty() || Unschedulable.isNodeComing(pod, view)) {
            return;
        }
        String key = problem.cause();
        List<Node> nodes = having(key, view);
        if (UNINITIALIZED.equals(key) && nodes.stream().anyMatch(node -> NodeConditions.isYoung(node, view))) {
            return;
        }
        int count = TaintedNodes.of(pod, view).having(key);
        findings.add(problem.finding(pod, findings)
                .with("count", count == 0 ? problem.count() : count)
                .with("key", key));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        String key = finding.parameter("key");
        String cause = CAUSES.get(key);
        causes.ofCluster("cluster.nodes-down");
        if (cause != null) {
            causes.of(having(key, view), cause);
        }
    }

    private static List<Node> having(String key, ClusterView view) {
        return view.list(Node.class).stream()
                .filter(node -> NodeConditions.taint(node, key) != null)
                .toList();
    }
}
