package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.rules.pod.PodConditions;
import dev.faultstream.analyzer.rules.pod.PodPhase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells from pods since when a workload has been as it is. */
public final class PodTimes {
    private PodTimes() {}

    /** Whether the pod counts as ready. */
    public static boolean isReady(Pod pod) {
        PodCondition ready = readiness(pod);
        return ready != null && "True".equals(ready.getStatus());
    }

    /**
     * When the newest thing happened to those that are not ready, which explains why pods are missing. Null when all are
     * ready: then one is gone, and what is gone does not tell since when.
     */
    public static @Nullable Instant missingSince(Collection<Pod> pods) {
        return newest(pods.stream()
                .filter(pod -> !isReady(pod) || !PodPhase.isActive(pod))
                .map(PodTimes::moved));
    }

    /** The newest of the times at which a pod was created, changed its readiness or was told to end. */
    public static @Nullable Instant moved(Collection<Pod> pods) {
        return newest(pods.stream().map(PodTimes::moved));
    }

    /** The later of two instants that may not be known. */
    public static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return newest(Stream.of(one, other));
    }

    /** When the pod's readiness last changed; null when it has none yet. */
    public static @Nullable Instant readinessChanged(Pod pod) {
        PodCondition ready = readiness(pod);
        return ready == null ? null : KubernetesTime.parse(ready.getLastTransitionTime());
    }

    /** When the object was created; null when that is not told. */
    public static @Nullable Instant created(HasMetadata object) {
        return KubernetesTime.parse(object.getMetadata().getCreationTimestamp());
    }

    /** The creation as the API writes it, which sorts like time; empty when it is not told. */
    static String createdText(HasMetadata object) {
        String created = object.getMetadata().getCreationTimestamp();
        return created == null ? "" : created;
    }

    private static @Nullable Instant moved(Pod pod) {
        return newest(Stream.of(created(pod), readinessChanged(pod), toldToEnd(pod)));
    }

    private static @Nullable Instant toldToEnd(Pod pod) {
        Instant gone = KubernetesTime.parse(pod.getMetadata().getDeletionTimestamp());
        Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        return gone == null || grace == null ? gone : gone.minusSeconds(grace);
    }

    private static @Nullable PodCondition readiness(Pod pod) {
        return pod.getStatus() == null ? null : PodConditions.find(pod, "Ready");
    }

    private static @Nullable Instant newest(Stream<@Nullable Instant> instants) {
        return instants.filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
    }
}
