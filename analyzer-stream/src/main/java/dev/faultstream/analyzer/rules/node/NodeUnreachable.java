package dev.faultstream.analyzer.rules.node;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.FindingBuilder;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.KubernetesTime;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Duration;
import java.time.Instant;

/** The kubelet of a Node has fallen silent. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "node.unreachable",
        kinds = Node.class,
        severity = Severity.CRITICAL,
        grace = "15s",
        settle = "1m",
        order = 1601,
        message = "Node {node} does not answer: its kubelet stopped reporting {minutes} min ago",
        doc = "v1 Node status.conditions")
public final class NodeUnreachable implements Rule<Node> {
    private static final String TAINT = "node.kubernetes.io/unreachable";
    /** How long the node controller waits for a kubelet before it says so, unless it is told otherwise. */
    private static final Duration MONITOR_GRACE = Duration.ofSeconds(50);

    @Override
    public void evaluate(Node node, ClusterView view, Findings findings) {
        NodeCondition ready = NodeConditions.find(node, "Ready");
        NodeCondition unknown = ready != null && "Unknown".equals(ready.getStatus()) ? ready : null;
        Taint taint = NodeConditions.taint(node, TAINT);
        if ((unknown == null && taint == null) || findings.has("node.not-ready") || NodeConditions.isLeaving(node)) {
            return;
        }
        Instant since = unknown == null && taint != null
                ? KubernetesTime.parse(taint.getTimeAdded())
                : NodeConditions.transition(unknown);
        if (NodeConditions.isYoung(node, view) || Maintenance.excuses(node, since, view)) {
            return;
        }
        FindingBuilder finding = findings.finding()
                .since(since)
                .severity(Maintenance.severityOf(node))
                .with("node", node.getMetadata().getName())
                .evidence(
                        unknown == null ? Evidence.Type.FIELD : Evidence.Type.CONDITION,
                        unknown == null ? "spec.taints: " + TAINT : "Ready is Unknown: " + unknown.getMessage(),
                        since);
        findings.add(
                since == null ? finding.with("minutes", "some") : finding.age("minutes", since.minus(MONITOR_GRACE)));
    }

    @Override
    public void causes(Node node, Finding finding, ClusterView view, Causes causes) {
        causes.ofCluster("cluster.nodes-down");
    }
}
