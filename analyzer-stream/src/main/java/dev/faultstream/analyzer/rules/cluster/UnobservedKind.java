package dev.faultstream.analyzer.rules.cluster;

import com.google.auto.service.AutoService;
import dev.faultstream.analyzer.api.AnyRule;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Findings;
import dev.faultstream.analyzer.api.ObservedCluster;
import dev.faultstream.analyzer.api.Rule;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.api.UnsyncedKind;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Severity;
import java.util.List;
import java.util.Locale;

/** The watcher cannot list kinds that it should, so rules about them are off. */
@AutoService(AnyRule.class)
@RuleDefinition(
        id = "watcher.unobserved-kind",
        kinds = ObservedCluster.class,
        severity = Severity.INFO,
        grace = "2m",
        order = 201,
        message = "The watcher of cluster {cluster} cannot list {count} kinds ({reason}); rules that need them are off")
public final class UnobservedKind implements Rule<ObservedCluster> {
    @Override
    public void evaluate(ObservedCluster cluster, ClusterView view, Findings findings) {
        List<UnsyncedKind> kinds = view.unsyncedKinds();
        for (UnsyncedKind kind : kinds) {
            String reason = kind.reason().name().toLowerCase(Locale.ROOT);
            findings.add(findings.finding()
                    .part(kind.kind().toString())
                    .since(kind.since())
                    .with("count", kinds.size())
                    .with("reason", reason)
                    .evidence(Evidence.Type.FIELD, kind.kind() + ": " + reason, kind.since()));
        }
    }
}
