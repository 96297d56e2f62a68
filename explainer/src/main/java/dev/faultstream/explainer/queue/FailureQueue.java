package dev.faultstream.explainer.queue;

import dev.faultstream.explainer.LogKeys;
import dev.faultstream.explainer.work.Outcome;
import dev.faultstream.explainer.work.SkipReason;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes failures from the share group, a few at a time, has each explained, and acknowledges each by its outcome:
 * accepted when it is answered or needs no answer, released when the model did not reply, rejected (and put aside) when
 * it cannot be explained. While an outcome is awaited, which may take minutes, the record's lock is renewed. While the
 * model does not work, nothing new is taken, so that no delivery is spent on it.
 */
public final class FailureQueue implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FailureQueue.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Locks are being renewed: the renewed records are looked for soon. */
    private static final Duration POLL_WHILE_HOLDING = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final int LOCK_MILLIS_IF_UNKNOWN = 10_000;
    /** An operator may set them for the other consumers; a share consumer refuses to start with them. */
    private static final List<String> NOT_FOR_SHARE_GROUPS = List.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);

    private final String topic;
    private final int deliveries;
    private final ShareConsumer<byte[], byte[]> consumer;
    private final Function<@Nullable Failure, CompletionStage<Outcome>> work;
    private final BooleanSupplier willing;
    private final DeadLetters deadLetters;
    private final QueueEvents events;
    private final ExplanationTraces traces;
    private final Map<Place, HeldRecord> held = new HashMap<>();
    private final Semaphore progress = new Semaphore(0);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "explainer-queue");
    private volatile boolean closing;
    private volatile boolean polled;
    private volatile int heldRecords;

    /**
     * A queue that is not started yet.
     *
     * @param topic the failures
     * @param consumerSettings of the consumer, without what this class rests on
     * @param producer where records are put aside; not closed
     * @param deadLetterTopic the topic they are put into
     * @param work has a failure explained; null is a tombstone
     * @param willing whether new records may be taken
     * @param traces follows failures
     */
    public FailureQueue(
            String topic,
            QueueSettings queue,
            Map<String, Object> consumerSettings,
            Producer<byte[], byte[]> producer,
            String deadLetterTopic,
            Function<@Nullable Failure, CompletionStage<Outcome>> work,
            BooleanSupplier willing,
            QueueEvents events,
            ExplanationTraces traces) {
        this.topic = topic;
        this.deliveries = queue.deliveries();
        this.work = work;
        this.willing = willing;
        this.events = events;
        this.traces = traces;
        this.deadLetters = new DeadLetters(producer, deadLetterTopic, events);
        this.consumer = consumer(queue, consumerSettings);
        thread.setDaemon(true);
    }

    private static ShareConsumer<byte[], byte[]> consumer(QueueSettings queue, Map<String, Object> settings) {
        Map<String, Object> own = new HashMap<>(settings);
        NOT_FOR_SHARE_GROUPS.forEach(own::remove);
        own.put(ConsumerConfig.GROUP_ID_CONFIG, queue.group());
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, queue.batch());
        own.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        own.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        return new KafkaShareConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Starts to take records. */
    public void start() {
        thread.start();
    }

    /** Completes exceptionally when it cannot go on. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Whether it takes records. */
    public boolean isRunning() {
        return polled && !closing && !ended.isDone();
    }

    /** How many records wait for their outcome. */
    public int heldRecords() {
        return heldRecords;
    }

    private void run() {
        try (consumer) {
            consumer.setAcknowledgementCommitCallback(this::committed);
            consumer.subscribe(List.of(topic));
            while (!closing) {
                step();
            }
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private void step() {
        if (held.isEmpty() && !willing.getAsBoolean()) {
            consumer.commitAsync();
            await(PAUSE);
            return;
        }
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(held.isEmpty() ? POLL : POLL_WHILE_HOLDING);
            polled = true;
            take(records);
            awaitOutcomes(records);
            records.forEach(this::settle);
            held.values().removeIf(record -> record.isLost() && record.isDone());
            heldRecords = held.size();
        } catch (WakeupException e) {
            LOGGER.atDebug().addKeyValue(LogKeys.TOPIC, topic).log("woken up to close");
        } catch (InvalidConfigurationException e) {
            throw e; // also of authentication and authorisation: a person has to act
        } catch (KafkaException e) {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                    .log("cannot take failures for the moment");
            await(PAUSE);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            held.computeIfAbsent(Place.of(record), place -> new HeldRecord(begin(record)))
                    .regain();
        }
        heldRecords = held.size();
    }

    private CompletableFuture<Outcome> begin(ConsumerRecord<byte[], byte[]> record) {
        try {
            @Nullable
            Failure failure = FaultstreamSerdes.failure().deserializer().deserialize(topic, record.value());
            CompletableFuture<Outcome> outcome = traces.explain(
                    record.headers(), failure, () -> work.apply(failure).toCompletableFuture());
            CompletableFuture<Outcome> unused = outcome.whenComplete((concluded, problem) -> progress.release());
            return outcome; // which is done before the permit is there
        } catch (SerializationException e) {
            return CompletableFuture.completedFuture(new Outcome.Refused(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) { // one record must not end the service
            return CompletableFuture.completedFuture(
                    new Outcome.Refused(e.getClass().getSimpleName()));
        }
    }

    /** Until all of them have an outcome, or it is time to renew the locks of those that have none. */
    private void awaitOutcomes(ConsumerRecords<byte[], byte[]> records) {
        int lock = consumer.acquisitionLockTimeoutMs().orElse(LOCK_MILLIS_IF_UNKNOWN);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lock / 3);
        while (!closing && !areDone(records)) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return;
            }
            await(left);
        }
    }

    private boolean areDone(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            @Nullable HeldRecord holding = held.get(Place.of(record));
            if (holding != null && !holding.isDone()) {
                return false;
            }
        }
        return true;
    }

    private void settle(ConsumerRecord<byte[], byte[]> record) {
        Place place = Place.of(record);
        @Nullable HeldRecord holding = held.get(place);
        AcknowledgeType type = AcknowledgeType.RENEW;
        if (holding != null && holding.isDone()) {
            type = holding.outcome()
                    .handle((outcome, problem) ->
                            outcome == null ? AcknowledgeType.RELEASE : outcome.match(new Acknowledgement(record)))
                    .join();
            held.remove(place);
        } else if (closing) {
            type = AcknowledgeType.RELEASE;
        }
        consumer.acknowledge(record, type);
        events.acknowledged(type);
    }

    /** The broker's answer to acknowledgements. What it did not take will be delivered again. */
    private void committed(Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception problem) {
        if (problem == null) {
            return;
        }
        offsets.forEach((partition, lost) -> {
            events.lost(lost.size());
            lost.forEach(offset -> {
                @Nullable HeldRecord holding = held.get(new Place(partition.topic(), partition.partition(), offset));
                if (holding != null) {
                    holding.lose();
                }
            });
        });
        LOGGER.atDebug()
                .addKeyValue(LogKeys.ERROR, problem.getClass().getSimpleName())
                .log("the broker did not take acknowledgements; the records will be delivered again");
    }

    private void await(Duration time) {
        try {
            if (progress.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
                progress.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        progress.release();
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

    /** How an outcome is acknowledged. */
    private final class Acknowledgement implements Outcome.Cases<AcknowledgeType> {
        private final ConsumerRecord<byte[], byte[]> record;

        Acknowledgement(ConsumerRecord<byte[], byte[]> record) {
            this.record = record;
        }

        @Override
        public AcknowledgeType answered(Explanation explanation) {
            return AcknowledgeType.ACCEPT;
        }

        @Override
        public AcknowledgeType skipped(SkipReason reason) {
            return AcknowledgeType.ACCEPT;
        }

        @Override
        public AcknowledgeType unavailable(String why) {
            boolean last = record.deliveryCount().orElse((short) 1) >= deliveries;
            return last ? refused("delivered too often: " + why) : AcknowledgeType.RELEASE;
        }

        @Override
        public AcknowledgeType refused(String why) {
            return deadLetters.put(record, why) ? AcknowledgeType.REJECT : AcknowledgeType.RELEASE;
        }
    }
}
