package dev.faultstream.watcher;

import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.service.kafka.KafkaSettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the watcher reads the topic that it writes. */
final class SnapshotTopic {
    private SnapshotTopic() {}

    /** A consumer of no group; closed by the caller. */
    static Consumer<String, byte[]> consumer(KafkaSettings kafka, String clientId) {
        Map<String, Object> settings = kafka.forConsumer(clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings, FaultstreamSerdes.key().deserializer(), new ByteArrayDeserializer());
    }
}
