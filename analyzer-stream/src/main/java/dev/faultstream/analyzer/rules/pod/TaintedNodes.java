package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.node.NodeConditions;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Nodes whose taints keep a Pod away, by the Nodes themselves: since 1.34.2 the scheduler no longer names the
 * taints. Cordoned nodes are not among them; the scheduler counts those by themselves.
 *
 * @param surprising how many have a taint that one need not expect on a working cluster
 * @param byKey how many of those, or of all when there is none of those, have each taint
 */
record TaintedNodes(int surprising, Map<String, Integer> byKey) {
    /** Taints that keep every ordinary Pod away, and those of nodes that are down, which is told elsewhere. */
    private static final Set<String> EXPECTED = Set.of(
            "node-role.kubernetes.io/control-plane",
            "node-role.kubernetes.io/master",
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable");

    static TaintedNodes of(Pod pod, ClusterView view) {
        Map<String, Integer> surprisingKeys = new TreeMap<>();
        Map<String, Integer> expectedKeys = new TreeMap<>();
        int surprising = 0;
        for (Node node : view.list(Node.class)) {
            List<String> keys = NodeConditions.isCordoned(node) ? List.of() : Tolerations.untolerated(pod, node);
            List<String> unexpected =
                    keys.stream().filter(key -> !EXPECTED.contains(key)).toList();
            surprising += unexpected.isEmpty() ? 0 : 1;
            unexpected.forEach(key -> surprisingKeys.merge(key, 1, Integer::sum));
            keys.forEach(key -> expectedKeys.merge(key, 1, Integer::sum));
        }
        return new TaintedNodes(surprising, surprising == 0 ? expectedKeys : surprisingKeys);
    }

    static boolean isExpected(String key) {
        return EXPECTED.contains(key);
    }

    /** Whether no node has such a taint any more. */
    boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** The taint that most nodes have; null when there is none. */
    @Nullable
    String mostCommon() {
        return byKey.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** How many nodes have the taint. */
    int having(String key) {
        return byKey.getOrDefault(key, 0);
    }
}
