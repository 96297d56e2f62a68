package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.Finding;
import java.time.Instant;
import java.util.List;

/** Learns what analyses found. */
public interface FindingListener {
    /**
     * The findings of an analysis are others than before.
     *
     * @param id the analysis
     * @param before what it found last
     * @param now what it finds now
     * @param departure how the object went away; {@link Departure#NONE} when it is still there
     * @param at the instant
     */
    void findingsChanged(EvaluationId id, List<Finding> before, List<Finding> now, Departure departure, Instant at);

    /**
     * What may explain a finding is something else than before.
     *
     * @param places failure ids by place, best first
     */
    void causesChanged(EvaluationId id, Finding finding, List<List<String>> places);

    /** How an object went away. */
    enum Departure {
        /** It is still there. */
        NONE,
        /** It was deleted. */
        DELETED,
        /** It was gone when the watcher came back. */
        UNOBSERVED
    }
}
