package dev.faultstream.analyzer.rules.node;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Duration;
import java.time.Instant;

/** The kubelet of a Node reports that the Node cannot run pods. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "node.not-ready",
        kinds = Node.class,
        severity = Severity.CRITICAL,
        grace = "1m",
        settle = "1m",
        order = 1600,
        message = "Node {node} is not ready ({reason}): {text}",
        doc = "v1 Node status.conditions")
public final class NodeNotReady implements Rule<Node> {
    private static final Duration EVENTS = Duration.ofHours(1);

    @Override
    public void evaluate(Node node, ClusterView view, Findings findings) {
        NodeCondition ready = NodeConditions.find(node, "Ready");
        if (ready == null || !"False".equals(ready.getStatus()) || NodeConditions.isLeaving(node)) {
            return;
        }
        Instant since = NodeConditions.transition(ready);
        if (NodeConditions.isYoung(node, view) || Maintenance.excuses(node, since, view)) {
            return;
        }
        findings.add(findings.finding()
                .since(since)
                .severity(Maintenance.severityOf(node))
                .with("node", node.getMetadata().getName())
                .with("reason", ready.getReason())
                .text(ready.getMessage())
                .evidence(Evidence.Type.CONDITION, "Ready is False: " + ready.getMessage(), since)
                .evidence(view.warnings(node, EVENTS)));
    }

    @Override
    public void causes(Node node, Finding finding, ClusterView view, Causes causes) {
        causes.ofCluster("cluster.nodes-down").of(node, "node.network-unavailable", "node.problem");
    }
}
