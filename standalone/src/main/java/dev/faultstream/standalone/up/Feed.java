package dev.faultstream.standalone.up;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.standalone.kafka.KafkaAccess;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;

/** Gives the records of {@code k8s-failures-explained} to a view, in a thread of its own. */
final class Feed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final View view;
    private final Deserializer<ExplainedFailure> deserializer =
            FaultstreamSerdes.explainedFailure().deserializer();
    private final Map<TopicPartition, Long> shown = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "feed");
    private volatile boolean closing;

    /**
     * A feed.
     *
     * @param consumer of committed records; closed by the feed
     */
    Feed(KafkaConsumer<String, byte[]> consumer, String topic, View view) {
        this.consumer = consumer;
        this.topic = topic;
        this.view = view;
        thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param summarize whether what is there already is shown as one summary
     */
    void start(boolean summarize) {
        List<TopicPartition> partitions = KafkaAccess.partitionsOf(topic, consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        if (summarize) {
            view.begin(readOpen(consumer.endOffsets(partitions)));
        }
        thread.start();
    }

    /** Up to where each partition has been shown. */
    long shownUpTo(TopicPartition partition) {
        return shown.getOrDefault(partition, 0L);
    }

    /** Completes exceptionally when it cannot go on. */
    CompletableFuture<Void> failed() {
        return failed;
    }

    private Collection<ExplainedFailure> readOpen(Map<TopicPartition, Long> ends) {
        Map<String, ExplainedFailure> open = new LinkedHashMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                ExplainedFailure explained = read(record);
                if (explained == null || explained.failure().state() == Failure.State.RESOLVED) {
                    open.remove(record.key());
                } else {
                    open.put(record.key(), explained);
                }
            }
        }
        return open.values();
    }

    private void run() {
        try {
            while (!closing) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    ExplainedFailure explained = read(record);
                    if (explained != null) {
                        view.show(record.value(), explained);
                    }
                }
                for (TopicPartition partition : consumer.assignment()) {
                    shown.put(partition, consumer.position(partition));
                }
            }
        } catch (WakeupException e) {
            // Closing.
        } catch (RuntimeException e) {
            failed.completeExceptionally(e);
        } finally {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private @org.jspecify.annotations.Nullable ExplainedFailure read(ConsumerRecord<String, byte[]> record) {
        try {
            return record.value() == null ? null : deserializer.deserialize(topic, record.value());
        } catch (SerializationException e) {
            // Not ours: anybody may write to a topic.
            return null;
        }
    }

    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
