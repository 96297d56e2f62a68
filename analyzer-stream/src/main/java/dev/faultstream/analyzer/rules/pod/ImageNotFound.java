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

/** The registry does not have the image of a container. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.image-not-found",
        kinds = Pod.class,
        grace = "0s",
        order = 320,
        message = "Image {image} of container {container} cannot be pulled: it was not found ({cause})",
        doc = "v1 Pod spec.containers.image")
public final class ImageNotFound implements Rule<Pod> {
    private static final String ID = "pod.image-not-found";

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        ImageProblem.tell(pod, view, findings, ID, (problem, finding) -> finding.with("cause", problem.cause()));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes);
        if (ImageText.MISSING_OR_PRIVATE.cause().equals(finding.parameter("cause"))) {
            causes.of(PodCauses.ownersOf(pod, view), "workload.pull-secret-missing");
        }
    }
}
