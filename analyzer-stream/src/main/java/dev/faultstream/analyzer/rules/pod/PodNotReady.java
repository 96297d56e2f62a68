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
import dev.faultstream.analyzer.api.WarningEvent;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A container runs but does not become ready. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.not-ready",
        kinds = Pod.class,
        grace = "5m",
        order = 346,
        message = "Container {container} of pod {pod} is not ready for {minutes} min: {text}",
        doc = "v1 Pod spec.containers.readinessProbe")
public final class PodNotReady implements Rule<Pod> {
    private static final Duration EVENTS = Duration.ofHours(1);

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod)
                || !"Running".equals(pod.getStatus().getPhase())
                || !PodConditions.is(pod, "Ready", "False")
                || !PodConditions.is(pod, "ContainersReady", "False")
                || findings.any()
                || PodPhase.isOfJob(pod)) {
            return;
        }
        List<PodContainer> unready = PodContainer.of(pod).stream()
                .filter(container -> container.role() != PodContainer.Role.INIT && !container.isReady())
                .toList();
        if (unready.isEmpty() || unready.stream().anyMatch(PodNotReady::isDone)) {
            return;
        }
        add(unready.get(0), view, findings);
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(
                pod, view, causes, "node.unreachable", "node.not-ready", "node.network-unavailable", "node.problem");
        NamedServices.addTo(causes, pod, finding.parameter("container"), view);
    }

    private static void add(PodContainer container, ClusterView view, Findings findings) {
        Instant unready = PodConditions.since(container.pod(), "Ready", "False");
        List<WarningEvent> failures = ProbeEvents.of(container, view, EVENTS).stream()
                .filter(event -> ProbeEvents.READINESS.equals(ProbeEvents.probeOf(event)))
                .toList();
        FindingBuilder finding = PodFindings.about(container, findings)
                .since(StartupBudget.after(unready, container))
                .text(failures.isEmpty() ? "" : failures.get(0).message())
                .evidence(Evidence.Type.CONDITION, "Ready is False", unready)
                .evidence(failures);
        findings.add(unready == null ? finding.with("minutes", "some") : finding.age("minutes", unready));
    }

    /** Whether the container has done what it was for and is not started again. */
    private static boolean isDone(PodContainer container) {
        return !"Always".equals(PodPhase.restartPolicy(container.pod()))
                && container.terminated() != null
                && Integer.valueOf(0).equals(container.terminated().getExitCode());
    }
}
