package dev.faultstream.watcher.publish;

import static java.util.Objects.requireNonNull;

import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.snapshot.ControlKeys;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.tracing.Step;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.watcher.LogKeys;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to the topic. Takes as many as fit into its buffer while Kafka is away and blocks then; what it took is
 * delivered once, in order, when Kafka is back. What Kafka refuses for good is told to whoever made the sink, who has to
 * stop: a restart publishes everything again. Thread-safe; closed by whoever made it.
 */
public final class KafkaRecordSink implements RecordSink, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaRecordSink.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Producer<String, SnapshotRecord> producer;
    private final String topic;
    private final BufferLimits limits;
    private final Semaphore room;
    private final Consumer<Exception> onRefused;
    private final DeliveryObserver deliveries;
    private final Tracing tracing;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /**
     * A sink.
     *
     * @param producer made by {@link #producer}; closed with the sink
     * @param limits how many records may be under way; the bytes are the producer's own limit
     * @param onRefused is told why Kafka refuses a record for good
     * @param deliveries is told of records that Kafka has
     * @param tracing follows changes
     */
    public KafkaRecordSink(
            Producer<String, SnapshotRecord> producer,
            String topic,
            BufferLimits limits,
            Consumer<Exception> onRefused,
            DeliveryObserver deliveries,
            Tracing tracing) {
        this.producer = requireNonNull(producer, "producer");
        this.topic = requireNonNull(topic, "topic");
        this.limits = requireNonNull(limits, "limits");
        this.onRefused = requireNonNull(onRefused, "onRefused");
        this.deliveries = requireNonNull(deliveries, "deliveries");
        this.tracing = requireNonNull(tracing, "tracing");
        this.room = new Semaphore(limits.records(), true);
    }

    /** A producer of snapshot records. */
    public static Producer<String, SnapshotRecord> producer(KafkaSettings kafka, BufferLimits limits) {
        return new KafkaProducer<>(
                ProducerSettings.of(kafka, limits),
                FaultstreamSerdes.key().serializer(),
                FaultstreamSerdes.snapshot().serializer());
    }

    /**
     * How many partitions the topic has; waits until it exists and Kafka answers.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public int partitions() throws InterruptedException {
        while (true) {
            try {
                int partitions = producer.partitionsFor(topic).size();
                waiting.set(false);
                return partitions;
            } catch (RetriableException e) {
                tellOnce(e.getClass().getSimpleName());
            } catch (InterruptException e) {
                throw interrupted(e);
            }
        }
    }

    @Override
    public void send(RoutedRecord record) throws InterruptedException {
        while (!room.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            tellOnce("the buffer is full");
        }
        boolean taken = false;
        Step step = begin(record);
        try {
            ProducerRecord<String, SnapshotRecord> message = new ProducerRecord<>(
                    topic, record.partition(), record.timestamp().toEpochMilli(), record.key(), record.value());
            step.writeTo(message.headers());
            while (!taken) {
                taken = offer(record, message, step);
            }
        } finally {
            if (!taken) {
                step.close();
                room.release();
            }
        }
    }

    /** The step of a change; what is no change of an object is not followed. */
    private Step begin(RoutedRecord record) {
        if (!tracing.isOn() || ControlKeys.isControl(record.key())) {
            return Step.NONE;
        }
        Step step = tracing.begin("publish k8s-resource-snapshots");
        String[] key = record.key().split("/", 5);
        return key.length < 5
                ? step
                : step.put("k8s.cluster.name", key[0])
                        .put("faultstream.kind", key[2])
                        .put("k8s.namespace.name", key[3])
                        .put("faultstream.name", key[4]);
    }

    /** How many records wait for Kafka. */
    public int waitingRecords() {
        return limits.records() - room.availablePermits();
    }

    /** Whether Kafka takes what it is given; false while the buffer is full or the topic is not there. */
    public boolean isKafkaThere() {
        return !waiting.get();
    }

    /**
     * Waits until Kafka has everything.
     *
     * @return whether it has
     */
    public boolean flush(Duration timeout) throws InterruptedException {
        boolean all = room.tryAcquire(limits.records(), timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (all) {
            room.release(limits.records());
        }
        return all;
    }

    /** Hands a record to the producer; false if it had no room for it or does not know the partition yet. */
    private boolean offer(RoutedRecord record, ProducerRecord<String, SnapshotRecord> message, Step step)
            throws InterruptedException {
        Offer offer = new Offer(record, step, Thread.currentThread());
        try {
            var unused = producer.send(message, (metadata, problem) -> offer.completed(problem));
        } catch (InterruptException e) {
            throw interrupted(e);
        }
        RetriableException notTaken = offer.notTaken;
        if (notTaken != null) {
            tellOnce(notTaken.getClass().getSimpleName());
            return false;
        }
        waiting.set(false);
        return true;
    }

    /** Tells what the producer did not take from what it took and could not deliver. */
    private final class Offer {
        private final RoutedRecord record;
        private final Step step;
        private final Thread sender;
        private @Nullable RetriableException notTaken;

        Offer(RoutedRecord record, Step step, Thread sender) {
            this.record = record;
            this.step = step;
            this.sender = sender;
        }

        void completed(@Nullable Exception problem) {
            // The producer reports what it does not take in the thread that offers it, all else in its own.
            if (problem instanceof RetriableException retriable
                    && Thread.currentThread().equals(sender)) {
                notTaken = retriable;
                return;
            }
            room.release();
            if (problem != null) {
                step.failed(problem.getClass().getSimpleName());
            }
            step.close();
            if (problem instanceof RecordTooLargeException) {
                LOGGER.atError()
                        .addKeyValue(LogKeys.TOPIC, topic)
                        .log("a record is too large for the topic and is lost");
            } else if (problem != null) {
                onRefused.accept(problem);
            } else {
                deliveries.delivered(record);
            }
        }
    }

    private void tellOnce(String problem) {
        if (waiting.compareAndSet(false, true)) {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.ERROR, problem)
                    .log("Kafka takes no more records; waiting");
        }
    }

    private static InterruptedException interrupted(InterruptException cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("interrupted while sending to Kafka");
        interrupted.initCause(cause);
        return interrupted;
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    /** Closes the sink; gives up what Kafka does not take within the time. */
    public void close(Duration timeout) {
        producer.close(timeout);
    }
}
