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

/** The registry does not hand out the image of a container with the credentials it is given. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "pod.image-unauthorized",
        kinds = Pod.class,
        grace = "30s",
        order = 321,
        message = "Image {image} of container {container} cannot be pulled: the registry refused the credentials",
        doc = "v1 Pod spec.imagePullSecrets")
public final class ImageUnauthorized implements Rule<Pod> {
    private static final String ID = "pod.image-unauthorized";

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        ImageProblem.tell(pod, view, findings, ID, (problem, finding) -> finding);
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        PodCauses.ofNode(pod, view, causes).of(PodCauses.ownersOf(pod, view), "workload.pull-secret-missing");
    }
}
