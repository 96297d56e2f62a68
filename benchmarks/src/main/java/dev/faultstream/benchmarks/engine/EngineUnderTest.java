package dev.faultstream.benchmarks.engine;

import dev.faultstream.analyzer.Analyzer;
import dev.faultstream.analyzer.AnalyzerOptions;
import dev.faultstream.analyzer.engine.EngineStores;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.benchmarks.Stopwatch;
import dev.faultstream.benchmarks.cluster.ClusterRecord;
import dev.faultstream.benchmarks.cluster.PodChanges;
import dev.faultstream.benchmarks.cluster.SyntheticCluster;
import java.util.List;

/** An analyzer that knows a whole cluster, and the changes to come. Not thread-safe. */
final class EngineUnderTest {
    private final Analyzer analyzer;
    private final PodChanges changes;
    private long published;

    EngineUnderTest(SyntheticCluster cluster, EngineStores stores, RuleSet rules) {
        analyzer = new Analyzer(stores, rules, AnalyzerOptions.defaults());
        cluster.initial(rules.types().kinds(), this::process);
        changes = new PodChanges(cluster);
    }

    List<ClusterRecord> next(int count) {
        return changes.next(count);
    }

    /** How many failures have been published. */
    long published() {
        return published;
    }

    /** How many changes it takes in a second of processor time. */
    double rate(List<ClusterRecord> records) {
        Stopwatch watch = new Stopwatch();
        records.forEach(this::process);
        return watch.perThreadSecond(records.size());
    }

    private void process(ClusterRecord record) {
        Analyzer.Outcome outcome = analyzer.process(record.key(), record.value(), record.timestamp());
        if (outcome.problem() != null) {
            throw new IllegalStateException(record.key() + ": " + outcome.problem());
        }
        published += outcome.failures().size();
    }
}
