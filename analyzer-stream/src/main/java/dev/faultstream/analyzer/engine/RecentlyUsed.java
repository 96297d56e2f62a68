package dev.faultstream.analyzer.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps what was used last, up to a number of entries. Used by one thread. */
public final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;

    private final int most;

    /** A map of at most so many entries. */
    public RecentlyUsed(int most) {
        super(16, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
