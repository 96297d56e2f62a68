package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container of a Pod, as its status tells.
 *
 * @param pod the Pod
 * @param role what it is for
 * @param status its status
 */
record PodContainer(Pod pod, Role role, ContainerStatus status) {
    private static final String POD_INITIALIZING = "PodInitializing";

    /** What a container of a Pod is for. */
    enum Role {
        /** Runs to its end before the others start. */
        INIT,
        /** An init container that stays. */
        SIDECAR,
        APP,
        /** Added by a person for debugging. */
        EPHEMERAL
    }

    /** The init containers, sidecars and app containers of a Pod that have a status, in this order. */
    static List<PodContainer> of(Pod pod) {
        List<PodContainer> containers = new ArrayList<>();
        for (ContainerStatus status : pod.getStatus().getInitContainerStatuses()) {
            Container spec = find(pod.getSpec().getInitContainers(), status.getName());
            boolean sidecar = spec != null && "Always".equals(spec.getRestartPolicy());
            containers.add(new PodContainer(pod, sidecar ? Role.SIDECAR : Role.INIT, status));
        }
        for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
            containers.add(new PodContainer(pod, Role.APP, status));
        }
        return containers;
    }

    /** As {@link #of}, then the ephemeral containers. */
    static List<PodContainer> withEphemeral(Pod pod) {
        List<PodContainer> containers = of(pod);
        for (ContainerStatus status : pod.getStatus().getEphemeralContainerStatuses()) {
            containers.add(new PodContainer(pod, Role.EPHEMERAL, status));
        }
        return containers;
    }

    /** The container of a Pod that has this name; null when there is no status of it. */
    static @Nullable PodContainer named(Pod pod, String name) {
        return withEphemeral(pod).stream()
                .filter(container -> container.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether a rule may speak about it: nothing has been said of it yet, and it does not just wait for an init
     * container of which something has been said.
     */
    boolean isOpen(Findings findings) {
        if (findings.about(name())) {
            return false;
        }
        return role != Role.APP
                || !POD_INITIALIZING.equals(waitingReason())
                || pod.getStatus().getInitContainerStatuses().stream()
                        .noneMatch(init -> findings.about(init.getName()));
    }

    String name() {
        return status.getName();
    }

    /** Its specification; null for an ephemeral container, and when it is not to be found. */
    @Nullable
    Container spec() {
        return switch (role) {
            case INIT, SIDECAR -> find(pod.getSpec().getInitContainers(), name());
            case APP -> find(pod.getSpec().getContainers(), name());
            case EPHEMERAL -> null;
        };
    }

    /** The image as it was asked for, else as the node calls it. */
    String image() {
        Container spec = spec();
        String image = spec == null ? status.getImage() : spec.getImage();
        return image == null ? "" : image;
    }

    /** Why it waits; empty when it does not. */
    String waitingReason() {
        ContainerStateWaiting waiting = waiting();
        return waiting == null || waiting.getReason() == null ? "" : waiting.getReason();
    }

    /** What is told about why it waits; empty when nothing is. */
    String waitingMessage() {
        ContainerStateWaiting waiting = waiting();
        return waiting == null || waiting.getMessage() == null ? "" : waiting.getMessage();
    }

    /** Whether it has not started because the Pod is still being set up. */
    boolean waitsForSetUp() {
        return "ContainerCreating".equals(waitingReason()) || POD_INITIALIZING.equals(waitingReason());
    }

    boolean isRunning() {
        return status.getState() != null && status.getState().getRunning() != null;
    }

    boolean isReady() {
        return Boolean.TRUE.equals(status.getReady());
    }

    /** The end that it has come to, and is in now; null when it waits or runs. */
    @Nullable
    ContainerStateTerminated terminated() {
        return status.getState() == null ? null : status.getState().getTerminated();
    }

    /** The ends of its present and its last run, newest first. */
    Stream<ContainerStateTerminated> runs() {
        return Stream.of(status.getState(), status.getLastState())
                .filter(state -> state != null && state.getTerminated() != null)
                .map(ContainerState::getTerminated);
    }

    /** The end of its last complete run; null when it has had none. */
    @Nullable
    ContainerStateTerminated lastRun() {
        return runs().findFirst().orElse(null);
    }

    /** When its last complete run ended; null when that is not known. */
    @Nullable
    Instant lastRunEnded() {
        ContainerStateTerminated last = lastRun();
        return last == null ? null : KubernetesTime.parse(last.getFinishedAt());
    }

    /** When it was last started, whether it runs still or not; null when it never was. */
    @Nullable
    Instant started() {
        if (isRunning()) {
            return KubernetesTime.parse(status.getState().getRunning().getStartedAt());
        }
        ContainerStateTerminated last = lastRun();
        return last == null ? null : KubernetesTime.parse(last.getStartedAt());
    }

    int restarts() {
        return status.getRestartCount() == null ? 0 : status.getRestartCount();
    }

    /** Since when a container that waits can have been waiting, as far as the Pod tells; null when it does not. */
    @Nullable
    Instant waitingSince() {
        Instant since = PodConditions.since(pod, "PodScheduled", "True");
        if (role == Role.APP) {
            since = later(since, PodConditions.since(pod, "Initialized", "True"));
        } else if (role != Role.EPHEMERAL) {
            since = later(since, endOfPrevious());
        }
        return later(since, lastRunEnded());
    }

    private @Nullable Instant endOfPrevious() {
        Instant end = null;
        for (ContainerStatus init : pod.getStatus().getInitContainerStatuses()) {
            if (init.getName().equals(name())) {
                return end;
            }
            end = later(end, new PodContainer(pod, Role.INIT, init).lastRunEnded());
        }
        return null;
    }

    private @Nullable ContainerStateWaiting waiting() {
        return status.getState() == null ? null : status.getState().getWaiting();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Container find(List<Container> containers, String name) {
        for (Container container : containers) {
            if (name.equals(container.getName())) {
                return container;
            }
        }
        return null;
    }
}
