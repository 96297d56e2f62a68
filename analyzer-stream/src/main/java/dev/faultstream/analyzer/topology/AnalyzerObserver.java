package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.engine.EngineObserver;
import dev.faultstream.schemas.failure.Failure;
import java.time.Duration;

/** Learns what the topology does, for metrics. Called from all stream threads. */
public interface AnalyzerObserver extends EngineObserver {
    /** Observes nothing. */
    static AnalyzerObserver none() {
        return new AnalyzerObserver() {};
    }

    /** A record was processed. */
    default void processed(Duration time) {}

    /** A failure was published. */
    default void published(Failure failure) {}

    /** A record could not be processed. */
    default void deadLetter(String topic) {}
}
