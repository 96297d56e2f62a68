package dev.faultstream.analyzer.engine;

import org.jspecify.annotations.Nullable;

/**
 * A key-value store whose keys are ordered as unsigned bytes. Arrays that go in or come out must not be changed
 * afterwards. Used by one thread.
 */
public interface OrderedStore {
    /** The value under the key; null when there is none. */
    byte @Nullable [] get(byte[] key);

    /** Sets the value under the key. */
    void put(byte[] key, byte[] value);

    /** Removes the key; nothing happens when it is not there. */
    void delete(byte[] key);

    /**
     * Visits the entries whose keys start with the prefix, in order. The visitor must not change the store.
     *
     * @return whether the visitor let it run to the end
     */
    default boolean scan(byte[] prefix, Visitor visitor) {
        return scan(prefix, prefix, visitor);
    }

    /**
     * As {@link #scan(byte[], Visitor)}, starting at the first key that is not before the given one.
     *
     * @param from where to start; starts with the prefix itself
     */
    boolean scan(byte[] prefix, byte[] from, Visitor visitor);

    /** Takes the entries of a scan. */
    @FunctionalInterface
    interface Visitor {
        /** Takes one entry and says whether to go on. */
        boolean visit(byte[] key, byte[] value);
    }
}
