package dev.faultstream.sink.join;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The store of the join's result. Kafka Streams only accepts the join as explicitly named when its result has a store;
 * nobody reads it, so it keeps one byte for each failure, in memory and without a changelog.
 */
final class UnreadTable {
    private static final byte[] MARK = {1};

    private UnreadTable() {}

    static Materialized<String, Candidate, KeyValueStore<Bytes, byte[]>> named(String name) {
        return Materialized.<String, Candidate>as(Stores.inMemoryKeyValueStore(name))
                .withKeySerde(Serdes.String())
                .withValueSerde(marks())
                .withCachingDisabled()
                .withLoggingDisabled();
    }

    private static Serde<Candidate> marks() {
        return Serdes.serdeFrom((topic, candidate) -> mark(candidate), (topic, bytes) -> forgotten());
    }

    private static byte @Nullable [] mark(@Nullable Candidate candidate) {
        return candidate == null ? null : MARK.clone();
    }

    private static @Nullable Candidate forgotten() {
        return null;
    }
}
