package dev.faultstream.analyzer.topology;

import dev.faultstream.analyzer.engine.OrderedStore;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A state store of Kafka Streams as the engine sees it. */
final class StreamsStore implements OrderedStore {
    private final KeyValueStore<Bytes, byte[]> store;

    StreamsStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return store.get(Bytes.wrap(key));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        store.put(Bytes.wrap(key), value);
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    @Override
    public boolean scan(byte[] prefix, byte[] from, Visitor visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries =
                prefix.length == 0 ? store.all() : store.range(Bytes.wrap(from), Bytes.wrap(after(prefix)))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                byte[] key = entry.key.get();
                if (!startsWith(key, prefix)) {
                    return true;
                }
                if (!visitor.visit(key, entry.value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The least key that is after all keys with the prefix. No prefix of ours is of 0xff bytes alone. */
    private static byte[] after(byte[] prefix) {
        byte[] end = prefix.clone();
        for (int i = end.length - 1; i >= 0; i--) {
            if (end[i] != (byte) 0xff) {
                end[i]++;
                return Arrays.copyOf(end, i + 1);
            }
        }
        throw new IllegalArgumentException("a prefix must not be of 0xff bytes alone");
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
