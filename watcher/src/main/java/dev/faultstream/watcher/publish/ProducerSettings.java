package dev.faultstream.watcher.publish;

import dev.faultstream.schemas.topic.TopicSpec;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of a producer that keeps what it took until Kafka has it, in order, however long that takes. */
public final class ProducerSettings {
    private static final String MOST_LINGER_MILLIS = "5";
    private static final String MOST_BLOCK_MILLIS = "10000";

    private ProducerSettings() {}

    /**
     * What an operator wants, with what this producer must have.
     *
     * @param wanted what the operator wants; stays as it is
     */
    public static Map<String, Object> of(Map<String, Object> wanted, BufferLimits limits) {
        Map<String, Object> settings = new HashMap<>(wanted);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, MOST_LINGER_MILLIS);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.toString(Integer.MAX_VALUE));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCK_MILLIS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(TopicSpec.MAX_SNAPSHOT_BYTES));
        settings.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Long.toString(Math.max(limits.bytes(), 2L * TopicSpec.MAX_SNAPSHOT_BYTES)));
        return settings;
    }
}
