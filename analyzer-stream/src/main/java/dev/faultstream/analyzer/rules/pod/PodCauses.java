package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Ownership;
import dev.faultstream.analyzer.rules.node.NodeConditions;
import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names what commonly explains a finding about a Pod. */
final class PodCauses {
    private static final KindRef NODE = KindRef.core("Node");

    private PodCauses() {}

    /**
     * The Pod's node: first that it is one of many that are down, then its own failures.
     *
     * @param rulePatterns failures of the node, best first
     */
    static Causes ofNode(Pod pod, ClusterView view, Causes causes, String... rulePatterns) {
        Node node = nodeOf(pod, view);
        if (node == null) {
            return causes;
        }
        if (!NodeConditions.isReady(node) && !NodeConditions.isCordoned(node) && !NodeConditions.isLeaving(node)) {
            causes.ofCluster("cluster.nodes-down");
        }
        return causes.of(node, rulePatterns);
    }

    /** The node that the Pod was given; null when it has none or the node is not there. */
    static @Nullable Node nodeOf(Pod pod, ClusterView view) {
        return PodPhase.isScheduled(pod) && view.peek(NODE, null, pod.getSpec().getNodeName()) instanceof Node node
                ? node
                : null;
    }

    /** Whoever made the Pod: its workload, and what made that. */
    static List<HasMetadata> ownersOf(Pod pod, ClusterView view) {
        Ownership ownership = view.ownership(pod);
        List<HasMetadata> owners = new ArrayList<>();
        if (ownership.workload() != null) {
            owners.add(ownership.workload());
        }
        if (!ownership.subject().equals(ownership.workload())
                && !ownership.subject().equals(pod)) {
            owners.add(ownership.subject());
        }
        return owners;
    }
}
