package dev.faultstream.explainer.queue;

import dev.faultstream.explainer.ExplainerException;
import dev.faultstream.explainer.LogKeys;
import dev.faultstream.schemas.topic.RecordHeaders;
import dev.faultstream.service.kafka.AccessProblem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records aside that cannot be explained, with where they came from and why. */
final class DeadLetters {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final QueueEvents events;
    private boolean said;

    DeadLetters(Producer<byte[], byte[]> producer, String topic, QueueEvents events) {
        this.producer = producer;
        this.topic = topic;
        this.events = events;
    }

    /**
     * Puts a record aside; whether it is safe there.
     *
     * @throws ExplainerException if Kafka does not allow it, which does not pass
     */
    boolean put(ConsumerRecord<byte[], byte[]> record, String why) {
        Headers headers = RecordHeaders.deadLetter(record.topic(), record.partition(), record.offset(), why);
        try {
            producer.send(new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers))
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            events.deadLetter();
            report(record, why);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (AccessProblem.isOne(e)) {
                throw new ExplainerException("cannot put a record aside in " + topic, e);
            }
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                    .log("cannot put a record aside; it will be delivered again");
            return false;
        }
    }

    private void report(ConsumerRecord<byte[], byte[]> record, String why) {
        (said ? LOGGER.atDebug() : LOGGER.atWarn())
                .addKeyValue(LogKeys.TOPIC, record.topic())
                .addKeyValue(LogKeys.PARTITION, record.partition())
                .addKeyValue(LogKeys.OFFSET, record.offset())
                .addKeyValue(LogKeys.REASON, why)
                .log("put a record aside that cannot be explained; further ones are logged at debug level");
        said = true;
    }
}
