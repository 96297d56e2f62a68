package dev.faultstream.analyzer.rules.pod;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;

/** A volume of a Pod cannot be mounted on its Node. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.volume-mount",
        kinds = Pod.class,
        grace = "2m",
        order = 336,
        message = "Volume {volume} of pod {pod} cannot be mounted on node {node} ({cause}): {text}",
        doc = "v1 Pod spec.volumes")
public final class VolumeMount implements Rule<Pod> {
    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (!PodPhase.isActive(pod)
                || !PodPhase.isScheduled(pod)
                || PodContainer.of(pod).stream().noneMatch(PodContainer::waitsForSetUp)
                || findings.has("pod.config-missing")
                || findings.has("pod.config-key-missing")) {
            return;
        }
        MountProblem problem = MountProblem.of(pod, view);
        if (problem == null) {
            return;
        }
        Instant scheduled = PodConditions.since(pod, "PodScheduled", "True");
        Instant first = problem.event().first();
        findings.add(PodFindings.about(pod, findings)
                .part("volume/" + problem.volume())
                .since(scheduled != null && scheduled.isAfter(first) ? scheduled : first)
                .with("volume", problem.volume())
                .with("cause", problem.cause())
                .text(problem.event().message())
                .evidence(List.of(problem.event())));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes);
        String claim = PodClaims.byVolume(pod).get(finding.parameter("volume"));
        PodClaims.addTo(causes, pod, claim == null ? List.of() : List.of(claim), view);
        PodCauses.ofNode(pod, view, causes, "node.problem");
    }
}
