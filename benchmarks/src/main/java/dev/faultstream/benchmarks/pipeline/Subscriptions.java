package dev.faultstream.benchmarks.pipeline;

import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where consumers without a group begin. */
final class Subscriptions {
    private Subscriptions() {}

    static void fromBeginning(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = assign(consumer, topic);
        consumer.seekToBeginning(partitions);
    }

    static void fromEnd(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = assign(consumer, topic);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private static List<TopicPartition> assign(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        return partitions;
    }
}
