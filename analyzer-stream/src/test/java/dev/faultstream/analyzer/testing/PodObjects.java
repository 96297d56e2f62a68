package dev.faultstream.analyzer.testing;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pods, their Nodes and their Events for tests. Everything lives in namespace {@code shop} and is an hour old at
 * {@link #NOW}; a Pod has one app container {@code web} on node {@code n1}.
 */
public final class PodObjects {
    public static final String NOW = "2026-03-02T09:00:00Z";
    public static final String CREATED = "2026-03-02T08:00:00Z";
    public static final String NAMESPACE = "shop";

    private PodObjects() {}

    /** A Pod that runs, with these statuses of its app containers. */
    public static PodBuilder running(String name, ContainerStatus... statuses) {
        return pod(name, "Running", statuses)
                .editSpec()
                .withNodeName("n1")
                .endSpec()
                .editStatus()
                .addToConditions(new PodConditionBuilder()
                        .withType("PodScheduled")
                        .withStatus("True")
                        .withLastTransitionTime(CREATED)
                        .build())
                .endStatus();
    }

    /** A Pod that has its node and has not started, with these statuses of its app containers. */
    public static PodBuilder starting(String name, ContainerStatus... statuses) {
        return running(name, statuses).editStatus().withPhase("Pending").endStatus();
    }

    /** A Pod for which the scheduler finds no node. */
    public static PodBuilder unscheduled(String name, String message) {
        return pod(name, "Pending")
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .withLastTransitionTime("2026-03-02T08:50:00Z")
                .endCondition()
                .endStatus();
    }

    private static PodBuilder pod(String name, String phase, ContainerStatus... statuses) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withUid("uid-" + name)
                .withCreationTimestamp(CREATED)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Always")
                .addNewContainer()
                .withName("web")
                .withImage("registry.example/shop/web:1.4")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .withStartTime(CREATED)
                .withContainerStatuses(statuses)
                .endStatus();
    }

    /** Makes the Pod one of a controller. */
    public static Pod owned(Pod pod, HasMetadata owner) {
        return new PodBuilder(pod)
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }

    /** A container that waits. */
    public static ContainerStatusBuilder waiting(String container, String reason, String message) {
        return status(container)
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .endState();
    }

    /** A container that runs since this time. */
    public static ContainerStatusBuilder started(String container, String at) {
        return status(container)
                .withNewState()
                .withNewRunning()
                .withStartedAt(at)
                .endRunning()
                .endState();
    }

    /** A container that has ended and is in that state. */
    public static ContainerStatusBuilder ended(String container, int exitCode, String reason, String from, String to) {
        return status(container)
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .withStartedAt(from)
                .withFinishedAt(to)
                .endTerminated()
                .endState();
    }

    /** Gives a container a last run that ended so. */
    public static ContainerStatusBuilder after(
            ContainerStatusBuilder status, int restarts, int exitCode, String reason, String from, String to) {
        return status.withRestartCount(restarts)
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .withStartedAt(from)
                .withFinishedAt(to)
                .endTerminated()
                .endLastState();
    }

    private static ContainerStatusBuilder status(String container) {
        return new ContainerStatusBuilder()
                .withName(container)
                .withImage("registry.example/shop/" + container + ":1.4")
                .withReady(false)
                .withRestartCount(0);
    }

    /** A Warning event about an object, once. */
    public static Event warning(HasMetadata about, String reason, String message, String at) {
        return event("Warning", about, null, reason, message, at);
    }

    /** A Warning event about a container of a Pod, once. */
    public static Event warning(Pod about, String container, String reason, String message, String at) {
        return event("Warning", about, "spec.containers{" + container + "}", reason, message, at);
    }

    /** A Normal event about an object, once. */
    public static Event normal(HasMetadata about, String reason, String message, String at) {
        return event("Normal", about, null, reason, message, at);
    }

    private static Event event(
            String type,
            HasMetadata about,
            @org.jspecify.annotations.Nullable String field,
            String reason,
            String message,
            String at) {
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(about.getMetadata().getName() + '.' + Integer.toHexString((reason + message + at).hashCode()))
                .withUid("uid-event-" + (reason + message + at).hashCode())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .withFieldPath(field)
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .withFirstTimestamp(at)
                .withLastTimestamp(at)
                .withCount(1)
                .build();
    }

    /** A Node that is ready, with 4 CPUs and 8 GiB. */
    public static NodeBuilder node(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withUid("uid-" + name)
                .withCreationTimestamp(CREATED)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity("4"))
                .addToAllocatable("memory", new Quantity("8Gi"))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .withLastTransitionTime(CREATED)
                .endCondition()
                .endStatus();
    }

    /** A Node whose readiness is this since this time. */
    public static Node node(String name, String ready, String since) {
        return node(name)
                .editStatus()
                .editFirstCondition()
                .withStatus(ready)
                .withReason("Unknown".equals(ready) ? "NodeStatusUnknown" : "KubeletNotReady")
                .withMessage("Unknown".equals(ready) ? "Kubelet stopped posting node status." : "PLEG is not healthy")
                .withLastTransitionTime(since)
                .endCondition()
                .endStatus()
                .build();
    }

    /** A ready Node with these taints, which forbid scheduling. */
    public static Node tainted(String name, String... keys) {
        List<Taint> taints = new ArrayList<>();
        Arrays.stream(keys).forEach(key -> taints.add(new Taint("NoSchedule", key, null, null)));
        return node(name).editSpec().withTaints(taints).endSpec().build();
    }
}
