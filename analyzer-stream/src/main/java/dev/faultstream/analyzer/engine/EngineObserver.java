package dev.faultstream.analyzer.engine;

/** Learns what the engine does, for metrics and logs. */
public interface EngineObserver {
    /** Observes nothing. */
    EngineObserver NONE = new EngineObserver() {};

    /** The rules of an object were evaluated. */
    default void evaluated(EvaluationId id, int rules) {}

    /** A rule failed; what it said before still stands. */
    default void ruleFailed(String rule, EvaluationId id, RuntimeException failure) {}
}
