package dev.faultstream.analyzer.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An {@link OrderedStore} on the heap, for one-shot analysis and tests. */
public final class InMemoryStore implements OrderedStore {
    private final NavigableMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public byte @Nullable [] get(byte[] key) {
        return entries.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        entries.remove(key);
    }

    @Override
    public boolean scan(byte[] prefix, byte[] from, Visitor visitor) {
        for (Map.Entry<byte[], byte[]> entry : entries.tailMap(from, true).entrySet()) {
            if (!startsWith(entry.getKey(), prefix)) {
                return true;
            }
            if (!visitor.visit(entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** How many entries there are. */
    public int size() {
        return entries.size();
    }

    /** A copy that shares nothing that can change. */
    public InMemoryStore copy() {
        InMemoryStore copy = new InMemoryStore();
        copy.entries.putAll(entries);
        return copy;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
