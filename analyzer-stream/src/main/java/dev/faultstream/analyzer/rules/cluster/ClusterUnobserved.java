package dev.faultstream.analyzer.rules.cluster;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.ObservedCluster;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.schemas.failure.Severity;

/**
 * Nothing comes from a cluster any more. No view can show that, so this rule never speaks by itself: the analyzer,
 * which sees the gaps between records, does in its name.
 */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "cluster.unobserved",
        kinds = ObservedCluster.class,
        severity = Severity.CRITICAL,
        grace = "0s",
        settle = "0s",
        order = 200,
        message = "Cluster {cluster} has sent nothing for {seconds} s: its watcher or the way to Kafka is down")
public final class ClusterUnobserved implements Rule<ObservedCluster> {
    @Override
    public void evaluate(ObservedCluster cluster, ClusterView view, Findings findings) {
        // The silence between two records is not in the view.
    }
}
