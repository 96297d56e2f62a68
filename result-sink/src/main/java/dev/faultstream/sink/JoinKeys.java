package dev.faultstream.sink;

import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import dev.faultstream.streams.StreamsKeys;

/** The settings of the join. */
public final class JoinKeys {
    public static final ConfigKey<Boolean> ENABLED = ConfigKey.of(
                    "sink.join.enabled",
                    ValueTypes.bool(),
                    "Whether this instance joins failures with explanations into `k8s-failures-explained`.")
            .withDefault("true");

    static final StreamsKeys STREAMS = new StreamsKeys("sink.join.", "sink", "0");

    /** All settings of the join, without those of Kafka and the topics. */
    public static final ConfigTable TABLE = ConfigTable.of(ENABLED).and(STREAMS.table());

    private JoinKeys() {}
}
