package dev.faultstream.analyzer.rules.daemonset;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.workload.PodTimes;
import dev.faultstream.analyzer.rules.workload.WorkloadPods;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells whether a DaemonSet is replacing its pods one after the other. */
final class RollingUpdate {
    /** Without a new or newly ready pod of the newest revision for this long, the update stands still. */
    private static final Duration STEP = Duration.ofMinutes(15);

    private RollingUpdate() {}

    static boolean isMoving(DaemonSet set, List<Pod> pods, ClusterView view) {
        if (isOnDelete(set) || updated(set) >= wanted(set)) {
            return false;
        }
        String newest = pods.stream()
                .max(Comparator.comparing(PodTimes::created, Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
                .map(WorkloadPods::revisionHash)
                .orElse("");
        return pods.stream()
                .filter(pod -> WorkloadPods.revisionHash(pod).equals(newest))
                .flatMap(RollingUpdate::steps)
                .anyMatch(step -> view.within(step, STEP));
    }

    private static Stream<Instant> steps(Pod pod) {
        return Stream.of(PodTimes.created(pod), PodTimes.isReady(pod) ? PodTimes.readinessChanged(pod) : null)
                .filter(Objects::nonNull);
    }

    private static boolean isOnDelete(DaemonSet set) {
        return set.getSpec().getUpdateStrategy() != null
                && "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
    }

    private static int updated(DaemonSet set) {
        Integer updated = set.getStatus().getUpdatedNumberScheduled();
        return updated == null ? 0 : updated;
    }

    private static int wanted(DaemonSet set) {
        Integer wanted = set.getStatus().getDesiredNumberScheduled();
        return wanted == null ? 0 : wanted;
    }
}
