package dev.faultstream.sink.alert;

import dev.faultstream.schemas.topic.RecordHeaders;
import dev.faultstream.sink.LogKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records aside that a receiver never took. Connects when it is first needed. Thread-safe. */
public final class DeadLetters implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<String, Object> settings;
    private @Nullable Producer<String, byte[]> producer;
    private boolean closed;

    /**
     * Dead letters that nothing is written to yet.
     *
     * @param producer settings of the Kafka producer: at least the bootstrap servers
     */
    public DeadLetters(Map<String, Object> producer) {
        settings = new HashMap<>(producer);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    }

    /** Puts a record aside; whether it is safe there. */
    boolean put(String topic, ConsumerRecord<String, byte[]> record, String why) {
        try {
            Producer<String, byte[]> open = open();
            if (open == null) {
                return false;
            }
            open.send(new ProducerRecord<>(
                            topic,
                            null,
                            null,
                            record.key(),
                            record.value(),
                            RecordHeaders.deadLetter(record.topic(), record.partition(), record.offset(), why)))
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOGGER.atWarn()
                    .addKeyValue(LogKeys.TOPIC, topic)
                    .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                    .log("cannot put a record aside; its notice is tried again");
            return false;
        }
    }

    private synchronized @Nullable Producer<String, byte[]> open() {
        if (producer == null && !closed) {
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }
}
