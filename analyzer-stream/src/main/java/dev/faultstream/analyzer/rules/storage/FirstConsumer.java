package dev.faultstream.analyzer.rules.storage;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.rules.pod.PodPhase;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims that get their volume only when a pod that uses them has found its node. */
final class FirstConsumer {
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private FirstConsumer() {}

    /** Whether claims of the class wait for a pod. */
    static boolean isAwaitedBy(@Nullable StorageClass storageClass) {
        return storageClass != null && "WaitForFirstConsumer".equals(storageClass.getVolumeBindingMode());
    }

    /**
     * Whether the claim is right to wait: the scheduler has chosen no node for it, because no pod uses it or because
     * those that do are not scheduled for reasons of their own (a node that is still to come is one).
     */
    static boolean isAwaited(PersistentVolumeClaim claim, ClusterView view) {
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        if (annotations != null && annotations.containsKey(SELECTED_NODE)) {
            return false;
        }
        return Claims.users(claim, view).stream()
                .filter(PodPhase::isActive)
                .allMatch(pod -> pod.getSpec().getNodeName() == null && !isHeldUpBy(claim, pod, view));
    }

    /** Whether a rule says that the pod is not scheduled because of this claim. */
    private static boolean isHeldUpBy(PersistentVolumeClaim claim, Pod pod, ClusterView view) {
        return view.findings(pod).stream().anyMatch(finding -> isAbout(claim, finding));
    }

    private static boolean isAbout(PersistentVolumeClaim claim, Finding finding) {
        return (finding.isOf("pod.unschedulable-claim") || finding.isOf("pod.unschedulable-volume"))
                && claim.getMetadata().getName().equals(finding.parameter("claim"));
    }
}
