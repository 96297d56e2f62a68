package dev.faultstream.explainer.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.faultstream.explainer.work.KnownExplanations;

/**
 * The keys that have an explanation, in memory and up to a number; beyond it those that are asked for least are
 * forgotten, and may be explained once more. Thread-safe.
 */
public final class KeyIndex implements KnownExplanations {
    private final Cache<String, Boolean> keys;

    /** An empty index of at most so many keys. */
    public KeyIndex(int mostKeys) {
        this.keys = Caffeine.newBuilder().maximumSize(mostKeys).build();
    }

    @Override
    public boolean contains(String key) {
        return keys.getIfPresent(key) != null;
    }

    @Override
    public void add(String key) {
        keys.put(key, Boolean.TRUE);
    }

    void remove(String key) {
        keys.invalidate(key);
    }

    /** About how many keys there are. */
    public long size() {
        return keys.estimatedSize();
    }
}
