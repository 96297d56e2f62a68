package dev.faultstream.watcher.publish;

import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.kafka.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of a producer that keeps what it took until Kafka has it, in order, however long that takes. */
final class ProducerSettings {
    private static final String CLIENT_ID = "faultstream-watcher";
    private static final String MOST_LINGER_MILLIS = "5";
    /** One request is under way at a time: over a slow line, its size is what limits how much passes. */
    private static final String BATCH_BYTES = Integer.toString(128 * 1024);

    private static final String MOST_BLOCK_MILLIS = "10000";

    private ProducerSettings() {}

    /**
     * What an operator wants, with what this producer must have.
     *
     * @param limits how many bytes of records may wait
     */
    static Map<String, Object> of(KafkaSettings kafka, BufferLimits limits) {
        Map<String, Object> settings = kafka.forProducer(CLIENT_ID);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, MOST_LINGER_MILLIS);
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
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
