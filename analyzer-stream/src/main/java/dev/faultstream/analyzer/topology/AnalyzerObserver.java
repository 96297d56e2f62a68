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

    /** A failure was published as open that was not. */
    default void opened(Failure failure) {}

    /** A failure was published as resolved that was open. */
    default void resolved(Failure failure) {}

    /**
     * One more failure is open, or one less.
     *
     * @param change 1 or -1
     */
    default void open(OpenFailure failure, int change) {}

    /** A record could not be processed. */
    default void deadLetter(String topic) {}
}
