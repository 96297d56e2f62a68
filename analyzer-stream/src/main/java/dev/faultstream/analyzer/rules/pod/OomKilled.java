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
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A container was killed because it, or its node, ran out of memory. */
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
    private static final String NO_LIMIT = "none";

    @Override
    public void evaluate(Pod pod, ClusterView view, Findings findings) {
        if (pod.getStatus() == null || pod.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .forEach(status -> evaluate(pod, status, view, findings));
    }

    private static void evaluate(Pod pod, ContainerStatus status, ClusterView view, Findings findings) {
        Instant killed = killedAt(status);
        if (killed == null || findings.about(status.getName()) || view.elapsed(killed, WINDOW)) {
            return;
        }
        findings.add(findings.finding()
                .part(status.getName())
                .since(killed)
                .with("pod", pod.getMetadata().getName())
                .with("container", status.getName())
                .with("node", pod.getSpec().getNodeName())
                .with("image", status.getImage())
                .with("limit", memoryLimit(pod, status.getName()))
                .with("count", status.getRestartCount()));
    }

    @Override
    public void causes(Pod pod, Finding finding, ClusterView view, Causes causes) {
        String node = pod.getSpec().getNodeName();
        if (node != null && NO_LIMIT.equals(finding.parameter("limit"))) {
            causes.of(view.find(Node.class, node), "node.system-oom", "node.memory-pressure");
        }
    }

    private static @Nullable Instant killedAt(ContainerStatus status) {
        return Stream.of(status.getState(), status.getLastState())
                .filter(state -> state != null && state.getTerminated() != null)
                .map(ContainerState::getTerminated)
                .filter(terminated -> "OOMKilled".equals(terminated.getReason()))
                .map(ContainerStateTerminated::getFinishedAt)
                .map(KubernetesTime::parse)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String memoryLimit(Pod pod, String container) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .filter(spec -> spec.getName().equals(container))
                .map(Container::getResources)
                .filter(resources -> resources != null && resources.getLimits() != null)
                .map(resources -> resources.getLimits().get("memory"))
                .filter(java.util.Objects::nonNull)
                .map(Quantity::toString)
                .findFirst()
                .orElse(NO_LIMIT);
    }
}
