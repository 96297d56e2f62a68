package dev.faultstream.explainer.cache;

import dev.faultstream.explainer.LogKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code k8s-explanations} from its beginning and keeps an index of its keys. It belongs to no group: every
 * explainer reads all of it. A tombstone takes a key out, so that its next failure is explained anew.
 */
public final class ExplanationTail implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExplanationTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final KeyIndex index;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::run, "explainer-cache");
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

    /**
     * A tail that is not started yet.
     *
     * @param consumerSettings of the consumer, without what this class rests on
     */
    public ExplanationTail(String topic, Map<String, Object> consumerSettings, KeyIndex index) {
        this.topic = topic;
        this.index = index;
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        thread.setDaemon(true);
    }

    /** Starts to read. */
    public void start() {
        thread.start();
    }

    /** Completes when all that was in the topic at the start is in the index; fails when it cannot be read. */
    public CompletionStage<Void> caughtUp() {
        return caughtUp;
    }

    /** What reads the topic, for its metrics and nothing else. */
    public Consumer<?, ?> consumer() {
        return consumer;
    }

    private void run() {
        try (consumer) {
            if (assign()) {
                follow();
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("stopped to follow the explanations");
        } catch (KafkaException e) {
            boolean started = !caughtUp.completeExceptionally(e);
            if (started) {
                LOGGER.atError()
                        .setCause(e)
                        .addKeyValue(LogKeys.TOPIC, topic)
                        .log(
                                "can no longer follow the explanations of other explainers; shapes may be explained twice");
            }
        }
    }

    /** Whether there was a topic before the end. */
    private boolean assign() {
        while (closing.getCount() > 0) {
            List<PartitionInfo> partitions = partitions();
            if (!partitions.isEmpty()) {
                List<TopicPartition> all = partitions.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
                consumer.assign(all);
                consumer.seekToBeginning(all);
                return true;
            }
            pause();
        }
        return false;
    }

    private List<PartitionInfo> partitions() {
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            return partitions == null ? List.of() : partitions;
        } catch (RetriableException e) {
            LOGGER.atDebug()
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                    .log("the topic of explanations is not there yet");
            return List.of();
        }
    }

    private void follow() {
        Map<TopicPartition, Long> ends = ends();
        while (closing.getCount() > 0) {
            try {
                consumer.poll(POLL).forEach(this::apply);
                if (!caughtUp.isDone() && isBeyond(ends)) {
                    LOGGER.atInfo().addKeyValue(LogKeys.COUNT, index.size()).log("read the explanations there are");
                    caughtUp.complete(null);
                }
            } catch (RetriableException e) {
                LOGGER.atWarn()
                        .addKeyValue(LogKeys.TOPIC, topic)
                        .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                        .log("cannot read the explanations for the moment");
                pause();
            }
        }
    }

    private Map<TopicPartition, Long> ends() {
        while (closing.getCount() > 0) {
            try {
                return consumer.endOffsets(consumer.assignment());
            } catch (RetriableException e) {
                pause();
            }
        }
        return Map.of();
    }

    private boolean isBeyond(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), POLL) >= end.getValue());
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            index.remove(key);
        } else {
            index.add(key);
        }
    }

    private void pause() {
        try {
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atTrace().log("closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_TIMEOUT.toMillis());
            } else {
                consumer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
