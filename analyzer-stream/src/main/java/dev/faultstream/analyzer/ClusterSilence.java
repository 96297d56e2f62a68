package dev.faultstream.analyzer;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.ObservedCluster;
import dev.faultstream.analyzer.engine.ConfiguredRule;
import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.FailureIds;
import dev.faultstream.analyzer.engine.FindingListener.Departure;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.lifecycle.FailureLifecycle;
import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.snapshot.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rule {@code cluster.unobserved}: a cluster that has gone silent. The only finding that no analysis makes, since
 * nothing changes when nothing arrives.
 */
final class ClusterSilence {
    private static final String RULE = "cluster.unobserved";

    private final FailureLifecycle lifecycle;
    private final RuleSet rules;

    ClusterSilence(FailureLifecycle lifecycle, RuleSet rules) {
        this.lifecycle = lifecycle;
        this.rules = rules;
    }

    /** The cluster has been silent for too long at this instant. */
    List<FailureRecord> begin(String cluster, Instant silentFrom) {
        return change(cluster, List.of(), findings(cluster, silentFrom), silentFrom);
    }

    /** A record has come. */
    List<FailureRecord> end(String cluster, Instant silentFrom, Instant now) {
        return change(cluster, findings(cluster, silentFrom), List.of(), now);
    }

    private List<FailureRecord> change(String cluster, List<Finding> before, List<Finding> now, Instant at) {
        EvaluationId id = new EvaluationId(ObservedCluster.key(cluster), ResourceKey.NO_NAMESPACE);
        lifecycle.findingsChanged(id, before, now, Departure.NONE, at);
        return lifecycle.flush(at);
    }

    private List<Finding> findings(String cluster, Instant silentFrom) {
        Optional<ConfiguredRule> rule = rules.find(RULE);
        return rule.map(configured -> new Finding(
                        RULE,
                        FailureIds.of(cluster, RULE, ObservedCluster.key(cluster), null, ResourceKey.NO_NAMESPACE),
                        "",
                        silentFrom,
                        Duration.ZERO,
                        configured.severity(),
                        new Subject(ObservedCluster.GROUP + "/v1", "Cluster", null, cluster, null),
                        null,
                        Map.of(),
                        Map.of("seconds", silentFrom.minus(ClusterClock.LONGEST_SILENCE)),
                        List.of()))
                .map(List::of)
                .orElse(List.of());
    }
}
