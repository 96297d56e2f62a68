package dev.faultstream.analyzer.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * How many of something there are by name, in 64 bits of hash and a count for each: what most look-ups need to know of
 * a store before they ask it. Two names with one hash cost a needless look-up and nothing else. Used by one thread.
 */
final class NameCounts {
    private final Map<Long, Integer> counts = new HashMap<>();

    /** Whether there is none of that name; {@code false} may be wrong. */
    boolean isNone(String name) {
        return !counts.containsKey(hash(name));
    }

    /** Adds so many, which may be negative. */
    void add(String name, int change) {
        counts.compute(hash(name), (hash, count) -> {
            int sum = (count == null ? 0 : count) + change;
            return sum == 0 ? null : sum;
        });
    }

    /** FNV-1a. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
