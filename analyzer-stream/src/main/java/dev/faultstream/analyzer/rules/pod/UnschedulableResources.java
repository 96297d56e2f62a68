package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** No Node has enough of a resource left for a Pod. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.unschedulable-resources",
        kinds = Pod.class,
        grace = "3m",
        order = 310,
        message = "Pod {pod} cannot be scheduled: {count} of {total} nodes do not have enough {resource} ({cause})",
        doc = "v1 Pod spec.containers.resources.requests")
public final class UnschedulableResources implements Rule<Pod> {
    private static final String ID = "pod.unschedulable-resources";
    private static final Duration PREEMPTION = Duration.ofMinutes(5);
    private static final Set<String> COMPARED = Set.of("cpu", "memory");

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        Unschedulable problem = Unschedulable.of(pod, view, ID);
        if (problem == null || isPreempting(pod, problem, view) || Unschedulable.isNodeComing(pod, view)) {
            return;
        }
        boolean never = COMPARED.contains(problem.cause()) && exceedsAllNodes(pod, problem.cause(), view);
        FindingBuilder finding = problem.finding(pod, findings)
                .with("resource", problem.cause())
                .with("cause", never ? "never-fits" : "full");
        findings.add(never ? finding.grace(Duration.ZERO) : finding);
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        SchedulingCauses.addTo(
                causes, view, "node.not-ready", "node.unreachable", "node.disk-pressure", "node.memory-pressure");
    }

    /** When other pods were chosen to go is not told; it cannot be before the Pod was first turned away. */
    private static boolean isPreempting(Pod pod, Unschedulable problem, ClusterView view) {
        String nominated = pod.getStatus().getNominatedNodeName();
        return nominated != null
                && !nominated.isEmpty()
                && problem.since() != null
                && view.within(problem.since(), PREEMPTION);
    }

    /** Whether not even an empty node would do. */
    private static boolean exceedsAllNodes(Pod pod, String resource, ClusterView view) {
        BigDecimal request = PodRequests.of(pod, resource);
        List<Node> nodes = view.list(Node.class);
        return !nodes.isEmpty()
                && nodes.stream()
                        .allMatch(node -> node.getStatus() != null
                                && node.getStatus().getAllocatable() != null
                                && node.getStatus().getAllocatable().containsKey(resource)
                                && PodRequests.amount(node.getStatus().getAllocatable(), resource)
                                                .compareTo(request)
                                        < 0);
    }
}
