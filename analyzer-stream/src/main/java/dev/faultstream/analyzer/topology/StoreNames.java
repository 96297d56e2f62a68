package dev.faultstream.analyzer.topology;

import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the topology. Their names are those of their changelogs, so a change of one loses state. */
final class StoreNames {
    /** The snapshot topic is its changelog (KIP-813), so objects are kept by the broker once. */
    static final String RESOURCES = "resources";

    static final String INDEX = "index";
    static final String DEPENDENTS = "dependents";
    static final String EVALUATIONS = "evaluations";
    static final String WAKEUPS = "wakeups";
    static final String FAILURES = "failures";

    /** Those with a changelog of their own. */
    static final List<String> OWN = List.of(INDEX, DEPENDENTS, EVALUATIONS, WAKEUPS, FAILURES);

    private StoreNames() {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> resources() {
        return builder(RESOURCES).withLoggingDisabled().withCachingDisabled();
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> own(String name) {
        return builder(name).withCachingEnabled();
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }
}
