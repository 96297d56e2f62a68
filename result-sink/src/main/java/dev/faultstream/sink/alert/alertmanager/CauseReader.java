package dev.faultstream.sink.alert.alertmanager;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.sink.SinkException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the causes of all open failures, whichever instance tells of them: a chain of causes goes through many
 * partitions. Thread-safe; closed by whoever made it.
 */
public final class CauseReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Map<String, Object> settings;
    private final RootCauses causes = new RootCauses();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch read = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Consumer<String, byte[]> running;

    /**
     * A reader that is not started.
     *
     * @param consumer settings of the Kafka consumer: at least the bootstrap servers
     */
    public CauseReader(String topic, Map<String, Object> consumer) {
        this.topic = topic;
        settings = new HashMap<>(consumer);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        thread = new Thread(this::run, "output-causes");
        thread.setDaemon(true);
    }

    /** Starts it. */
    public void start() {
        thread.start();
    }

    /** Is told when causes have changed. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Completes exceptionally when the topic cannot be read any more. */
    public CompletionStage<Void> failed() {
        return ended;
    }

    RootCauses causes() {
        return causes;
    }

    /** Waits until all causes are known that were there at the start; whether they are. */
    boolean awaitRead(Duration patience) throws InterruptedException {
        return read.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            running = consumer;
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> unread = new HashMap<>(consumer.endOffsets(partitions));
            while (!stopped) {
                boolean changed = false;
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    changed |= accept(record);
                }
                unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (unread.isEmpty()) {
                    read.countDown();
                }
                if (changed && read.getCount() == 0) {
                    listeners.forEach(Runnable::run);
                }
            }
            ended.complete(null);
        } catch (WakeupException e) {
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.completeExceptionally(new SinkException("cannot read the causes of failures", e));
        }
    }

    private boolean accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return causes.over(record.key());
        }
        try {
            Failure failure = FaultstreamSerdes.explainedFailure()
                    .deserializer()
                    .deserialize(topic, record.value())
                    .failure();
            boolean open = failure.state() == Failure.State.OPEN;
            return open ? causes.open(failure.id(), failure.causedBy()) : causes.over(failure.id());
        } catch (SerializationException e) {
            return false; // the outputs put it aside
        }
    }

    @Override
    public void close() {
        stopped = true;
        Consumer<String, byte[]> consumer = running;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
