package dev.faultstream.analyzer.rules.job;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the newest failed pod of a Job ended.
 *
 * @param pod the pod; null when none is there any more
 * @param exitCode the exit code of the container that failed, {@code unknown} when that is not told
 * @param reason why, in one word; {@code unknown} when that is not told
 */
record FailedRun(@Nullable Pod pod, String exitCode, String reason) {
    private static final String UNKNOWN = "unknown";

    /** The newest failure among the pods. */
    static FailedRun newest(Collection<Pod> pods) {
        return pods.stream()
                .filter(FailedRun::hasFailed)
                .max(comparing(FailedRun::ended, nullsFirst(naturalOrder())))
                .map(FailedRun::of)
                .orElse(new FailedRun(null, UNKNOWN, UNKNOWN));
    }

    private static FailedRun of(Pod pod) {
        ContainerStateTerminated end = failures(pod)
                .max(comparing(FailedRun::finished, nullsFirst(naturalOrder())))
                .orElse(null);
        String reason = pod.getStatus().getReason();
        if (reason == null || reason.isEmpty()) {
            reason = end == null ? null : end.getReason();
        }
        return new FailedRun(
                pod,
                end == null || end.getExitCode() == null
                        ? UNKNOWN
                        : end.getExitCode().toString(),
                reason == null || reason.isEmpty() ? UNKNOWN : reason);
    }

    private static boolean hasFailed(Pod pod) {
        return pod.getStatus() != null
                && ("Failed".equals(pod.getStatus().getPhase())
                        || failures(pod).findAny().isPresent());
    }

    private static @Nullable Instant ended(Pod pod) {
        return failures(pod)
                .map(FailedRun::finished)
                .filter(Objects::nonNull)
                .max(naturalOrder())
                .orElseGet(() -> KubernetesTime.parse(pod.getMetadata().getCreationTimestamp()));
    }

    /** The ends with an error, of the present run or, while a container waits to be started again, of the last. */
    private static Stream<ContainerStateTerminated> failures(Pod pod) {
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .map(FailedRun::end)
                .filter(Objects::nonNull)
                .filter(end -> end.getExitCode() == null || end.getExitCode() != 0);
    }

    private static @Nullable ContainerStateTerminated end(ContainerStatus status) {
        ContainerState state = status.getState();
        if (state != null && (state.getTerminated() != null || state.getRunning() != null)) {
            return state.getTerminated();
        }
        return status.getLastState() == null ? null : status.getLastState().getTerminated();
    }

    private static @Nullable Instant finished(ContainerStateTerminated end) {
        return KubernetesTime.parse(end.getFinishedAt());
    }
}
