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
import dev.faultstream.analyzer.rules.node.NodeConditions;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A Pod that was deleted does not go. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.stuck-terminating",
        kinds = Pod.class,
        grace = "5m",
        order = 352,
        inTerminatingNamespace = true,
        message = "Pod {pod} should have ended {minutes} min ago but is still there ({cause})",
        doc = "v1 Pod metadata.deletionTimestamp")
public final class StuckTerminating implements Rule<Pod> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        Instant end = KubernetesTime.parse(pod.getMetadata().getDeletionTimestamp());
        if (end == null || !PodPhase.isReadable(pod) || !view.elapsed(end, PATIENCE)) {
            return;
        }
        List<String> finalizers = pod.getMetadata().getFinalizers();
        findings.add(PodFindings.about(pod, findings)
                .since(end)
                .age("minutes", end)
                .with("key", finalizers.isEmpty() ? "" : finalizers.get(0))
                .with("cause", finalizers.isEmpty() ? causeOnNode(pod, view) : "finalizer")
                .evidence(Evidence.Type.FIELD, "metadata.deletionTimestamp: " + end, end));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes, "node.unreachable", "node.not-ready");
    }

    private static String causeOnNode(Pod pod, ClusterView view) {
        if (!PodPhase.isScheduled(pod)) {
            return "kubelet";
        }
        Node node = view.find(Node.class, pod.getSpec().getNodeName());
        return node == null || !NodeConditions.isReady(node) ? "node" : "kubelet";
    }
}
