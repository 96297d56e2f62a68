package dev.faultstream.analyzer.rules.service;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.rules.template.DeploymentRollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
        return all.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && !isFinished(pod))
                .toList();
    }

    /** Whether there is one that has not finished, be it on its way out. */
    boolean anyUnfinished() {
        return all.stream().anyMatch(pod -> !isFinished(pod));
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
        if (active().stream().anyMatch(ServicePods::isReady)) {
            return null;
        }
        Stream<@Nullable Instant> ofPods =
                all.stream().flatMap(pod -> Stream.of(created(pod), readyChange(pod), leaving(pod)));
        Stream<@Nullable Instant> ofWorkloads = workloads(view).stream().map(ServicePods::availabilityChange);
        return Stream.concat(ofPods, ofWorkloads)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    static @Nullable Instant created(HasMetadata object) {
        return KubernetesTime.parse(object.getMetadata().getCreationTimestamp());
    }

    private static @Nullable Instant availabilityChange(HasMetadata workload) {
        return workload instanceof Deployment deployment
                ? DeploymentRollout.condition(deployment, "Available")
                        .map(DeploymentCondition::getLastTransitionTime)
                        .map(KubernetesTime::parse)
                        .orElse(null)
                : null;
    }

    private static boolean isFinished(Pod pod) {
        return pod.getStatus() != null
                && FINISHED.contains(String.valueOf(pod.getStatus().getPhase()));
    }

    private static boolean isReady(Pod pod) {
        return readiness(pod).filter(ready -> "True".equals(ready.getStatus())).isPresent();
    }

    private static @Nullable Instant readyChange(Pod pod) {
        return readiness(pod)
                .map(PodCondition::getLastTransitionTime)
                .map(KubernetesTime::parse)
                .orElse(null);
    }

    private static Optional<PodCondition> readiness(Pod pod) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .findFirst();
    }

    private static @Nullable Instant leaving(Pod pod) {
        ObjectMeta metadata = pod.getMetadata();
        Instant end = KubernetesTime.parse(metadata.getDeletionTimestamp());
        Long grace = metadata.getDeletionGracePeriodSeconds();
        return end == null || grace == null ? end : end.minusSeconds(grace);
    }
}
