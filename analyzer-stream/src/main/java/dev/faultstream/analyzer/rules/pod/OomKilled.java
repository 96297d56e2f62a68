package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;

/** A container was killed because it, or its Node, ran out of memory. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.oom-killed",
        kinds = Pod.class,
        grace = "0s",
        order = 340,
        message = "Container {container} was killed for using too much memory (limit {limit}, {count} restarts)",
        doc = "v1 Pod spec.containers.resources.limits")
public final class OomKilled implements Rule<Pod> {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod)) {
            return;
        }
        for (PodContainer container : PodContainer.of(pod)) {
            Instant killed = OutOfMemory.killed(container);
            if (killed != null && container.isOpen(findings) && view.within(killed, WINDOW)) {
                Quantity limit = MemoryLimit.of(container);
                findings.add(PodFindings.about(container, findings)
                        .since(killed)
                        .with("limit", limit == null ? "none" : limit)
                        .with("count", container.restarts())
                        .evidence(Evidence.Type.FIELD, container.name() + " terminated: OOMKilled", killed));
            }
        }
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes);
        PodContainer container = PodContainer.named(pod, finding.parameter("container"));
        Node node = PodCauses.nodeOf(pod, view);
        if (container != null && node != null && MemoryLimit.isBeyond(MemoryLimit.of(container), node)) {
            causes.of(node, "node.system-oom", "node.memory-pressure");
        }
    }
}
