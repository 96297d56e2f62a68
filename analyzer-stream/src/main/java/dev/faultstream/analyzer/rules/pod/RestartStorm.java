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
import java.time.Duration;
import java.time.Instant;

/** A container works for a while each time before it is restarted. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.restart-storm",
        kinds = Pod.class,
        grace = "0s",
        settle = "10m",
        order = 344,
        message =
                "Container {container} runs but has restarted {count} times, last with exit code {exitCode} ({reason})",
        doc = "v1 Pod status.containerStatuses.restartCount")
public final class RestartStorm implements Rule<Pod> {
    private static final int MANY = 5;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod)) {
            return;
        }
        for (PodContainer container : PodContainer.of(pod)) {
            Instant ended = container.restarts() < MANY ? null : container.lastRunEnded();
            if (ended != null
                    && container.isRunning()
                    && container.role() != PodContainer.Role.INIT
                    && container.isOpen(findings)
                    && !(container.role() == PodContainer.Role.SIDECAR && PodPhase.isOfJob(pod))
                    && view.within(ended, WINDOW)
                    && !isNodeJustBack(pod, view)) {
                findings.add(PodFindings.aboutLastRun(container, findings));
            }
        }
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes, "node.system-oom", "node.problem", "node.flapping");
    }

    /** A node that restarts restarts all its containers. */
    private static boolean isNodeJustBack(Pod pod, ClusterView view) {
        String name = pod.getSpec().getNodeName();
        Node node = name == null ? null : view.find(Node.class, name);
        if (node == null || !NodeConditions.isReady(node)) {
            return false;
        }
        Instant back = NodeConditions.transition(NodeConditions.find(node, "Ready"));
        return back != null && view.within(back, WINDOW);
    }
}
