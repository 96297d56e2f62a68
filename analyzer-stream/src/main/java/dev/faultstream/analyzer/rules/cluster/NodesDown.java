package dev.faultstream.analyzer.rules.cluster;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.ObjectIndex;
import dev.faultstream.analyzer.api.ObservedCluster;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.rules.node.NodeConditions;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** So many Nodes are down at once that the reason is not in any one of them. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "cluster.nodes-down",
        kinds = ObservedCluster.class,
        severity = Severity.CRITICAL,
        grace = "30s",
        settle = "2m",
        order = 202,
        message = "{count} of {total} nodes are not ready")
public final class NodesDown implements Rule<ObservedCluster> {
    private static final int FEWEST = 2;
    private static final int PERCENT = 30;
    private static final int NAMED = 10;

    /** All that are down stand under one value: as long as hardly any does, no other Node needs to be looked at. */
    private static final ObjectIndex<Node> DOWN = new ObjectIndex<>(
            "down", Node.class, node -> counts(node) && !NodeConditions.isReady(node) ? Set.of("") : Set.of());

    @Override
    public List<ObjectIndex<?>> indexes() {
        return List.of(DOWN);
    }

    @Override
    public void evaluate(ObservedCluster cluster, ClusterView view, Findings findings) {
        List<Node> down = view.list(DOWN, "");
        if (down.size() < FEWEST) {
            return;
        }
        List<Node> nodes =
                view.list(Node.class).stream().filter(NodesDown::counts).toList();
        int threshold = Math.max(FEWEST, (nodes.size() * PERCENT + 99) / 100);
        if (down.size() < threshold || isBeingBuilt(nodes, view)) {
            return;
        }
        FindingBuilder finding = findings.finding()
                .since(reached(threshold, down))
                .with("count", down.size())
                .with("total", nodes.size());
        down.stream()
                .limit(NAMED)
                .forEach(node -> finding.evidence(Evidence.Type.CONDITION, tell(node), downSince(node)));
        if (down.stream().allMatch(node -> "Unknown".equals(readiness(node)))) {
            finding.evidence(
                    Evidence.Type.FIELD,
                    "all of them are silent (Ready is Unknown), which points to the network between the nodes and the"
                            + " API server",
                    null);
        }
        findings.add(finding);
    }

    private static boolean counts(Node node) {
        return !NodeConditions.isCordoned(node) && !NodeConditions.isLeaving(node);
    }

    private static boolean isBeingBuilt(List<Node> nodes, ClusterView view) {
        long young = nodes.stream()
                .filter(node -> NodeConditions.isYoung(node, view))
                .count();
        return young * 2 > nodes.size();
    }

    /** When as many nodes as it takes were down. */
    private static @Nullable Instant reached(int threshold, List<Node> down) {
        return down.stream()
                .map(NodesDown::downSince)
                .filter(Objects::nonNull)
                .sorted()
                .skip(threshold - 1L)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant downSince(Node node) {
        NodeCondition ready = NodeConditions.find(node, "Ready");
        return ready == null
                ? KubernetesTime.parse(node.getMetadata().getCreationTimestamp())
                : NodeConditions.transition(ready);
    }

    private static String readiness(Node node) {
        NodeCondition ready = NodeConditions.find(node, "Ready");
        return ready == null ? "absent" : ready.getStatus();
    }

    private static String tell(Node node) {
        return "node " + node.getMetadata().getName() + ": Ready is " + readiness(node);
    }
}
