package dev.faultstream.analyzer.engine;

import java.util.List;

/**
 * How an engine works.
 *
 * @param cachedObjects how many parsed objects are kept on the heap, at least 1
 * @param oneInstant whether all records tell of one instant, so that a finding whose beginning nothing tells cannot be
 *     waited for and counts as old
 * @param subjectLabels keys of the labels that failures have from their subjects
 */
public record EngineOptions(int cachedObjects, boolean oneInstant, List<String> subjectLabels) {
    /** By this label a catalogue such as Backstage knows which of its components an object belongs to. */
    public static final List<String> DEFAULT_SUBJECT_LABELS = List.of("backstage.io/kubernetes-id");

    public EngineOptions {
        subjectLabels = List.copyOf(subjectLabels);
        if (cachedObjects < 1) {
            throw new IllegalArgumentException("cachedObjects must be at least 1: " + cachedObjects);
        }
    }

    /** For a stream of changes. */
    public static EngineOptions defaults() {
        return new EngineOptions(4096, false, DEFAULT_SUBJECT_LABELS);
    }
}
