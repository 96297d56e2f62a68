package dev.faultstream.analyzer.engine;

/** Learns what the engine does, for metrics and logs. */
public interface EngineObserver {
    /** Observes nothing. */
    EngineObserver NONE = new EngineObserver() {};

    /** The rules of an object were evaluated. */
    default void evaluated(EvaluationId id, int rules) {}

    /** A rule failed; what it said before still stands. */
    default void ruleFailed(String rule, EvaluationId id, RuntimeException failure) {}

    /**
     * Findings have come or gone that this partition publishes failures of.
     *
     * @param change how many came; negative when they went
     */
    default void findings(String cluster, String rule, int change) {}
}
