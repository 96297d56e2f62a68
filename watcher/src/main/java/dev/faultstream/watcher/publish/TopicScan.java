package dev.faultstream.watcher.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Reads a topic once, from its beginning to where it ended when the scan began. */
final class TopicScan {
    private static final Duration POLL = Duration.ofSeconds(1);

    private TopicScan() {}

    /**
     * Gives each record to a taker, in the order of its partition.
     *
     * @param consumer belongs to no group; stays open
     * @throws InterruptedException if the thread is interrupted
     */
    static void read(
            Consumer<String, byte[]> consumer,
            String topic,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker)
            throws InterruptedException {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map((PartitionInfo partition) -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while reading the topic");
                }
                consumer.poll(POLL).forEach(taker);
            }
        } catch (InterruptException e) {
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException("interrupted while reading the topic");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
