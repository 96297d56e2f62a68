package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.node.NodeConditions;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;

/** Names what explains that Nodes are short: that they are down, or close themselves. */
final class SchedulingCauses {
    private SchedulingCauses() {}

    /** That many nodes are down, then these failures of nodes. */
    static void addTo(Causes causes, ClusterView view, String... rulePatterns) {
        causes.ofCluster("cluster.nodes-down");
        if (rulePatterns.length > 0) {
            causes.of(troubled(view), rulePatterns);
        }
    }

    private static List<Node> troubled(ClusterView view) {
        return view.list(Node.class).stream()
                .filter(node -> !NodeConditions.isReady(node)
                        || NodeConditions.isTrue(node, "DiskPressure")
                        || NodeConditions.isTrue(node, "MemoryPressure"))
                .toList();
    }
}
