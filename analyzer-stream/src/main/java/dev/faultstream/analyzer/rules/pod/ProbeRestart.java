package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.api.WarningEvent;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A container is restarted because it fails its liveness or startup probe. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.probe-restart",
        kinds = Pod.class,
        grace = "0s",
        settle = "2m",
        order = 341,
        message = "Container {container} is restarted because its {probe} probe fails ({count} restarts): {text}",
        doc = "v1 Pod spec.containers.livenessProbe")
public final class ProbeRestart implements Rule<Pod> {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod)) {
            return;
        }
        for (PodContainer container : PodContainer.of(pod)) {
            Instant ended = container.restarts() < 1 ? null : container.lastRunEnded();
            if (ended != null
                    && container.isOpen(findings)
                    && !OutOfMemory.endedLastRun(container)
                    && view.within(ended, WINDOW)) {
                evaluate(container, ended, view, findings);
            }
        }
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes, "node.memory-pressure", "node.problem");
    }

    private static void evaluate(PodContainer container, Instant ended, ClusterView view, Findings findings) {
        List<WarningEvent> failures = ProbeEvents.of(container, view, WINDOW).stream()
                .filter(event -> !ProbeEvents.READINESS.equals(ProbeEvents.probeOf(event)))
                .toList();
        if (!failures.isEmpty()) {
            WarningEvent newest = failures.get(0);
            findings.add(PodFindings.about(container, findings)
                    .since(ended)
                    .with("probe", ProbeEvents.probeOf(newest))
                    .with("count", container.restarts())
                    .text(newest.message())
                    .evidence(failures));
        }
    }
}
