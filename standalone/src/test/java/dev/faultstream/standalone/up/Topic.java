package dev.faultstream.standalone.up;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.standalone.kafka.KafkaAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A topic, from its beginning to its present end. */
final class Topic {
    private Topic() {}

    /** All committed values but tombstones. */
    static List<JsonNode> read(KafkaAccess kafka, String topic) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = kafka.reader("reader")) {
            List<TopicPartition> partitions = KafkaAccess.partitionsOf(topic, consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value() != null) {
                        records.add(Json.mapper().readTree(record.value()));
                    }
                }
            }
        }
        return records;
    }

    /** How many records, and marks of transactions, were committed to it. */
    static long end(KafkaAccess kafka, String topic) {
        try (KafkaConsumer<String, byte[]> consumer = kafka.reader("end")) {
            return consumer.endOffsets(KafkaAccess.partitionsOf(topic, consumer)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
