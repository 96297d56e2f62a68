package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.AnalyzerOptions;
import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.lifecycle.LifecycleSettings;
import dev.faultstream.schemas.topic.HomePartition;
import dev.faultstream.service.tracing.Tracing;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Makes the processor of each task.
 *
 * @param partitions how many partitions the snapshot topic has
 * @param rules the rules that are on
 * @param engine how the engines work
 * @param lifecycle how failures live
 * @param watchSilence whether a cluster from which nothing arrives for a minute is reported; not for recordings, whose
 *     end is no silence
 * @param observer learns what happens
 * @param tracing follows changes
 */
public record SnapshotProcessorSupplier(
        int partitions,
        RuleSet rules,
        EngineOptions engine,
        LifecycleSettings lifecycle,
        boolean watchSilence,
        AnalyzerObserver observer,
        Tracing tracing)
        implements ProcessorSupplier<String, byte[], String, Object> {
    /** Where nothing is traced. */
    public SnapshotProcessorSupplier(
            int partitions,
            RuleSet rules,
            EngineOptions engine,
            LifecycleSettings lifecycle,
            boolean watchSilence,
            AnalyzerObserver observer) {
        this(partitions, rules, engine, lifecycle, watchSilence, observer, Tracing.off());
    }

    @Override
    public Processor<String, byte[], String, Object> get() {
        return new SnapshotProcessor(this);
    }

    /** How the analyzer of a partition works. */
    public AnalyzerOptions options(int partition, EngineObserver engineObserver) {
        return new AnalyzerOptions(
                engine,
                lifecycle,
                (cluster, namespace) -> HomePartition.of(cluster, namespace, partitions) == partition,
                engineObserver);
    }
}
