package dev.faultstream.analyzer.rules.pod;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;

/** Where a Pod is in its life. */
public final class PodPhase {
    private PodPhase() {}

    /** Whether specification and status are there to be read. */
    public static boolean isReadable(Pod pod) {
        return pod.getSpec() != null && pod.getStatus() != null;
    }

    /** Whether the Pod is to run or runs: neither over nor on its way out. */
    public static boolean isActive(Pod pod) {
        return isReadable(pod)
                && pod.getMetadata().getDeletionTimestamp() == null
                && !"Succeeded".equals(pod.getStatus().getPhase())
                && !"Failed".equals(pod.getStatus().getPhase());
    }

    /** Whether the Pod has been given a node and has not started yet. */
    static boolean isStarting(Pod pod) {
        return "Pending".equals(pod.getStatus().getPhase()) && isScheduled(pod);
    }

    /** Whether the Pod has been given a node. */
    static boolean isScheduled(Pod pod) {
        String node = pod.getSpec().getNodeName();
        return node != null && !node.isEmpty();
    }

    /** Whether a Job made the Pod. */
    static boolean isOfJob(Pod pod) {
        for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController()) && "Job".equals(owner.getKind())) {
                return true;
            }
        }
        return false;
    }

    /** The Pod's restart policy. */
    static String restartPolicy(Pod pod) {
        String policy = pod.getSpec().getRestartPolicy();
        return policy == null ? "Always" : policy;
    }
}
