package dev.faultstream.sink.result;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.sink.LogKeys;
import dev.faultstream.sink.SinkException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the explained failures of the partitions that this instance has, each from its beginning, and hands them on in
 * order. A partition counts as read when the end it had when it was assigned is reached. One thread.
 */
final class ExplainedReader implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExplainedReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Handler handler;
    private final Map<TopicPartition, Long> unread = new HashMap<>();
    private final Set<Integer> read = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile int partitions;
    private volatile boolean caughtUp;
    private volatile boolean stopped;
    private volatile @Nullable Consumer<String, byte[]> running;
    private boolean paused;
    private boolean saidUnreadable;

    ExplainedReader(String topic, Supplier<Consumer<String, byte[]>> consumers, Handler handler) {
        this.topic = topic;
        this.consumers = consumers;
        this.handler = handler;
    }

    /** Takes what is read. Called by the reader's thread. */
    interface Handler {
        /** A record; null is a tombstone. Before its partition has been read, it is history. */
        void accept(String failureId, @Nullable ExplainedFailure failure, Headers headers);

        /** Partitions have been read up to their end. */
        void caughtUp();

        /** Failures of these partitions are another instance's now. */
        void lost();

        /** Whether no more is to be read for now. */
        boolean isBusy();

        void unreadable();
    }

    /** Whether a failure is in a partition that is ours and has been read up to its end. */
    boolean owns(String failureId) {
        return partitions > 0 && read.contains(partitionOf(failureId));
    }

    /** Whether partitions have been assigned and all of them have been read up to their end. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /** Completes when it has stopped; exceptionally when nobody asked it to. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void run() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            running = consumer;
            consumer.subscribe(List.of(topic), new Assignment(consumer));
            while (!stopped) {
                holdBack(consumer);
                consumer.poll(POLL).forEach(this::accept);
                check(consumer);
            }
            ended.complete(null);
        } catch (WakeupException e) {
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.completeExceptionally(new SinkException("cannot read " + topic, e));
        }
    }

    void stop() {
        stopped = true;
        Consumer<String, byte[]> consumer = running;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Whether a failure is in a partition that this instance has, read or not. */
    boolean isOurs(String failureId) {
        int partition = partitionOf(failureId);
        return read.contains(partition) || unread.containsKey(new TopicPartition(topic, partition));
    }

    private void accept(ConsumerRecord<String, byte[]> record) {
        try {
            byte[] value = record.value();
            handler.accept(
                    record.key(),
                    value == null
                            ? null
                            : FaultstreamSerdes.explainedFailure()
                                    .deserializer()
                                    .deserialize(topic, value),
                    record.headers());
        } catch (SerializationException e) {
            handler.unreadable();
            (saidUnreadable ? LOGGER.atDebug() : LOGGER.atWarn())
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.PARTITION, record.partition())
                    .addKeyValue(LogKeys.OFFSET, record.offset())
                    .log("left out a record that cannot be read; further ones are logged at debug level");
            saidUnreadable = true;
        }
    }

    private void check(Consumer<?, ?> consumer) {
        boolean progress = unread.entrySet().removeIf(end -> {
            boolean atEnd = consumer.position(end.getKey()) >= end.getValue();
            if (atEnd) {
                read.add(end.getKey().partition());
            }
            return atEnd;
        });
        if (progress && unread.isEmpty()) {
            caughtUp = true;
            handler.caughtUp();
        }
    }

    private void holdBack(Consumer<?, ?> consumer) {
        boolean busy = handler.isBusy();
        if (busy && !paused) {
            consumer.pause(consumer.assignment());
        } else if (!busy && paused) {
            consumer.resume(consumer.assignment());
        }
        paused = busy;
    }

    /** The partition that Kafka's default partitioner gives a key. */
    private int partitionOf(String failureId) {
        return Utils.toPositive(Utils.murmur2(failureId.getBytes(StandardCharsets.UTF_8))) % Math.max(1, partitions);
    }

    private final class Assignment implements ConsumerRebalanceListener {
        private final Consumer<?, ?> consumer;

        Assignment(Consumer<?, ?> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            if (added.isEmpty()) {
                caughtUp = unread.isEmpty();
                return;
            }
            caughtUp = false;
            partitions = consumer.partitionsFor(topic).size();
            unread.putAll(consumer.endOffsets(added));
            consumer.seekToBeginning(added);
            if (paused) {
                consumer.pause(added);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            gone.forEach(partition -> {
                unread.remove(partition);
                read.remove(partition.partition());
            });
            handler.lost();
        }
    }
}
