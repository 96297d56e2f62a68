package dev.faultstream.sink.join;

import dev.faultstream.schemas.serde.FaultstreamSerdes;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** What was published last, by failure id. */
final class PublishedStore {
    static final String NAME = "published-failures";

    private final KeyValueStore<String, Published> store;

    private PublishedStore(KeyValueStore<String, Published> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<String, Published>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(NAME), FaultstreamSerdes.key(), new PublishedSerde())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    static PublishedStore of(ProcessorContext<?, ?> context) {
        return new PublishedStore(context.getStateStore(NAME));
    }

    @Nullable
    Published find(String id) {
        return store.get(id);
    }

    void put(String id, Published published) {
        store.put(id, published);
    }

    void delete(String id) {
        store.delete(id);
    }
}
