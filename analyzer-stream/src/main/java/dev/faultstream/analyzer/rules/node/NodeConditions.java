package dev.faultstream.analyzer.rules.node;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.KubernetesTime;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The terms in which rules speak about the state of a Node. */
public final class NodeConditions {
    private static final Duration YOUNG = Duration.ofMinutes(5);
    private static final Set<String> LEAVING = Set.of(
            "ToBeDeletedByClusterAutoscaler",
            "karpenter.sh/disrupted",
            "node.cloudprovider.kubernetes.io/shutdown",
            "node.kubernetes.io/out-of-service");

    private NodeConditions() {}

    /** The condition of this type; null when the node does not report it. */
    public static @Nullable NodeCondition find(Node node, String type) {
        if (node.getStatus() == null) {
            return null;
        }
        for (NodeCondition condition : node.getStatus().getConditions()) {
            if (type.equals(condition.getType())) {
                return condition;
            }
        }
        return null;
    }

    /** Whether the node reports the condition with status {@code True}. */
    public static boolean isTrue(Node node, String type) {
        NodeCondition condition = find(node, type);
        return condition != null && "True".equals(condition.getStatus());
    }

    /** Whether the node says of itself that it is ready; what is not known is not ready. */
    public static boolean isReady(Node node) {
        return isTrue(node, "Ready");
    }

    /** When the condition took its present status; null when that is not told. */
    public static @Nullable Instant transition(@Nullable NodeCondition condition) {
        return condition == null ? null : KubernetesTime.parse(condition.getLastTransitionTime());
    }

    /** Whether the node is closed for new pods. */
    public static boolean isCordoned(Node node) {
        return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
    }

    /** Whether the node is about to be taken away, so that nothing about it is a failure. */
    public static boolean isLeaving(Node node) {
        return node.getMetadata().getDeletionTimestamp() != null
                || taints(node).stream().anyMatch(taint -> LEAVING.contains(taint.getKey()));
    }

    /** Whether the node was created less than five minutes ago. */
    public static boolean isYoung(Node node, ClusterView view) {
        Instant created = KubernetesTime.parse(node.getMetadata().getCreationTimestamp());
        return created != null && view.within(created, YOUNG);
    }

    /** The node's taint with this key; null when it has none. */
    public static @Nullable Taint taint(Node node, String key) {
        return taints(node).stream()
                .filter(taint -> key.equals(taint.getKey()))
                .findFirst()
                .orElse(null);
    }

    /** The node's taints. */
    public static List<Taint> taints(Node node) {
        return node.getSpec() == null ? List.of() : node.getSpec().getTaints();
    }
}
