package dev.faultstream.analyzer.rules.service;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.rules.deployment.Rollout;
import dev.faultstream.analyzer.rules.pod.PodPhase;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Pods that a Service selects.
 *
 * @param all every one of them, finished and leaving ones too
 */
public record ServicePods(List<Pod> all) {
    private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

    public ServicePods {
        all = List.copyOf(all);
    }

    /** The Pods of a Service of the home namespace; none when it has no selector. */
    public static ServicePods of(Service service, ClusterView view) {
        return new ServicePods(view.list(Pod.class, selector(service)));
    }

    /** The selector; empty when the Service has none. */
    public static Map<String, String> selector(Service service) {
        Map<String, String> selector =
                service.getSpec() == null ? null : service.getSpec().getSelector();
        return selector == null ? Map.of() : selector;
    }

    /** Those that are neither finished nor being deleted. */
    public List<Pod> active() {
        return all.stream().filter(PodPhase::isActive).toList();
    }

    /** Whether there is one that has not finished, be it on its way out. */
    boolean anyUnfinished() {
        return all.stream()
                .anyMatch(pod -> pod.getStatus() == null
                        || !FINISHED.contains(String.valueOf(pod.getStatus().getPhase())));
    }

    /** Their workloads, each once. */
    public List<HasMetadata> workloads(ClusterView view) {
        return all.stream()
                .map(pod -> view.ownership(pod).workload())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /**
     * Since when none of them is ready: the last time when one of them came, became unready or began to leave, or its
     * Deployment lost its availability. Null when that is not known, as when one of them is ready and only its endpoint
     * is missing.
     */
    public @Nullable Instant unreadySince(ClusterView view) {
        if (active().stream().anyMatch(PodTimes::isReady)) {
            return null;
        }
        Instant since = PodTimes.moved(all);
        for (HasMetadata workload : workloads(view)) {
            since = PodTimes.later(since, availabilityChange(workload));
        }
        return since;
    }

    private static @Nullable Instant availabilityChange(HasMetadata workload) {
        if (!(workload instanceof Deployment deployment)) {
            return null;
        }
        DeploymentCondition available = Rollout.of(deployment).condition("Available");
        return available == null ? null : KubernetesTime.parse(available.getLastTransitionTime());
    }
}
