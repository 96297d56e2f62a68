package dev.faultstream.analyzer;

import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.Homes;
import dev.faultstream.analyzer.lifecycle.LifecycleSettings;

/**
 * How an analyzer works.
 *
 * @param engine how its engine works
 * @param lifecycle how failures live
 * @param homes what its partition publishes
 * @param observer learns what the engine does
 */
public record AnalyzerOptions(EngineOptions engine, LifecycleSettings lifecycle, Homes homes, EngineObserver observer) {
    /** The only partition of a stream of changes. */
    public static AnalyzerOptions defaults() {
        return new AnalyzerOptions(
                EngineOptions.defaults(), LifecycleSettings.defaults(), Homes.ALL, EngineObserver.NONE);
    }

    /** The same for records that all tell of one instant. */
    public AnalyzerOptions ofOneInstant() {
        return new AnalyzerOptions(
                new EngineOptions(engine.cachedObjects(), true, engine.subjectLabels()), lifecycle, homes, observer);
    }
}
