package dev.faultstream.analyzer.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * How many of something there are by name, as a hash and a count for each: what most look-ups need to know of a store
 * before they ask it. Two names with one hash cost a needless look-up and nothing else. Used by one thread.
 */
final class NameCounts {
    private final Map<Integer, Integer> counts = new HashMap<>();

    /** Whether there is none of that name; {@code false} may be wrong. */
    boolean isNone(String name) {
        return !counts.containsKey(name.hashCode());
    }

    /** Adds so many, which may be negative. */
    void add(String name, int change) {
        counts.compute(name.hashCode(), (hash, count) -> {
            int sum = (count == null ? 0 : count) + change;
            return sum == 0 ? null : sum;
        });
    }
}
