package dev.faultstream.sink.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions an output has: new ones are read from their beginning, and come alive at the end that they had; those
 * that go are committed and forgotten. Belongs to the reader's thread, but for whether it has caught up.
 */
final class PartitionAssignment implements ConsumerRebalanceListener {
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final OutputLedger ledger;
    private final Delivery delivery;
    private final ProgressCommitter committer;
    private final Map<TopicPartition, Long> unread = new HashMap<>();

    PartitionAssignment(Consumer<?, ?> consumer, OutputLedger ledger, Delivery delivery, ProgressCommitter committer) {
        this.consumer = consumer;
        this.ledger = ledger;
        this.delivery = delivery;
        this.committer = committer;
    }

    /** Whether all partitions have been read up to where they ended when they came. */
    boolean isRead() {
        return unread.isEmpty();
    }

    /** Looks how far partitions have been read; gives the failures of which there is something to tell in new ones. */
    List<String> check() {
        List<String> due = new ArrayList<>();
        unread.entrySet().removeIf(end -> {
            boolean atEnd = consumer.position(end.getKey()) >= end.getValue();
            if (atEnd) {
                due.addAll(ledger.caughtUp(end.getKey().partition()));
            }
            return atEnd;
        });
        // Beyond the last record there may be marks of transactions.
        consumer.assignment()
                .forEach(partition -> ledger.readUpTo(partition.partition(), consumer.position(partition)));
        return due;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        if (added.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(added));
        added.forEach(partition ->
                ledger.assign(partition.partition(), committed.get(partition), ends.getOrDefault(partition, 0L)));
        unread.putAll(ends);
        consumer.seekToBeginning(added);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> gone) {
        try {
            ledger.leave(numbers(gone), LEAVE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        committer.commit(consumer, gone);
        forget(gone);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> gone) {
        forget(gone);
    }

    private void forget(Collection<TopicPartition> gone) {
        gone.forEach(unread::remove);
        delivery.forget(ledger.release(numbers(gone)));
        committer.forgetLast();
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }
}
