package dev.faultstream.analyzer.rules.node;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Duration;
import java.util.Set;

/** A Node runs out of disk space or inodes. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "node.disk-pressure",
        kinds = Node.class,
        grace = "2m",
        settle = "5m",
        order = 1603,
        message = "Node {node} is low on disk space or inodes and evicts pods",
        doc = "v1 Node status.conditions")
public final class DiskPressure implements Rule<Node> {
    private static final Duration EVENTS = Duration.ofHours(1);
    private static final Set<String> REASONS =
            Set.of("FreeDiskSpaceFailed", "ImageGCFailed", "ContainerGCFailed", "EvictionThresholdMet");

    @Override
    public void evaluate(Node node, ClusterView view, Findings findings) {
        NodeCondition pressure = NodeConditions.find(node, "DiskPressure");
        if (pressure == null || !"True".equals(pressure.getStatus()) || NodeConditions.isLeaving(node)) {
            return;
        }
        findings.add(findings.finding()
                .since(NodeConditions.transition(pressure))
                .with("node", node.getMetadata().getName())
                .evidence(
                        Evidence.Type.CONDITION,
                        "DiskPressure is True: " + pressure.getMessage(),
                        NodeConditions.transition(pressure))
                .evidence(view.warnings(node, EVENTS).stream()
                        .filter(event -> REASONS.contains(event.reason()))
                        .toList()));
    }
}
