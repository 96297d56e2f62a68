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

/** The image of a container cannot be fetched, for a reason that no other rule tells of. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.image-pull",
        kinds = Pod.class,
        grace = "2m",
        settle = "1m",
        order = 325,
        message = "Image {image} of container {container} cannot be pulled ({cause}): {text}",
        doc = "v1 Pod spec.containers.image")
public final class ImagePull implements Rule<Pod> {
    private static final String ID = "pod.image-pull";

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        ImageProblem.tell(pod, view, findings, ID, (problem, finding) -> finding.with("cause", problem.cause())
                .text(problem.text()));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        if (ImageText.DISK.cause().equals(finding.parameter("cause"))) {
            PodCauses.ofNode(pod, view, causes, "node.disk-pressure", "node.network-unavailable");
        } else {
            PodCauses.ofNode(pod, view, causes, "node.network-unavailable");
        }
    }
}
