package dev.faultstream.analyzer.engine;

/**
 * How an engine works.
 *
 * @param cachedObjects how many parsed objects are kept on the heap, at least 1
 * @param oneInstant whether all records tell of one instant, so that a finding whose beginning nothing tells cannot be
 *     waited for and counts as old
 */
public record EngineOptions(int cachedObjects, boolean oneInstant) {
    public EngineOptions {
        if (cachedObjects < 1) {
            throw new IllegalArgumentException("cachedObjects must be at least 1: " + cachedObjects);
        }
    }

    /** For a stream of changes. */
    public static EngineOptions defaults() {
        return new EngineOptions(4096, false);
    }
}
