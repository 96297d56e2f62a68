package dev.faultstream.streams;

import dev.faultstream.schemas.topic.RecordHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what cannot be read or processed aside, with where it came from and what is wrong with it, and goes on. Public
 * because Kafka Streams makes it by name.
 */
public final class DeadLetters implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    static final String OBSERVER = "faultstream.dead-letter.observer";

    private static final Logger LOGGER = LoggerFactory.getLogger(DeadLetters.class);

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private DeadLetterObserver observer = DeadLetterObserver.NONE;
    private String topic = "";

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.get(OBSERVER) instanceof DeadLetterObserver configured) {
            observer = configured;
        }
        topic = String.valueOf(configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        report(context, exception);
        return DeserializationExceptionHandler.Response.resume(
                List.of(letter(context, record.key(), record.value(), exception)));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        report(context, exception);
        return ProcessingExceptionHandler.Response.resume(
                List.of(letter(context, context.sourceRawKey(), context.sourceRawValue(), exception)));
    }

    private void report(ErrorHandlerContext context, Exception exception) {
        observer.deadLetter(context.topic());
        (said.add(context.topic()) ? LOGGER.atWarn() : LOGGER.atDebug())
                .addKeyValue(LogKeys.TOPIC, context.topic())
                .addKeyValue(LogKeys.PARTITION, context.partition())
                .addKeyValue(LogKeys.OFFSET, context.offset())
                .addKeyValue(LogKeys.ERROR, exception.getClass().getName())
                .log("put a record aside that cannot be processed; further ones are logged at debug level");
    }

    private ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext context, byte @Nullable [] key, byte @Nullable [] value, Exception exception) {
        Headers headers =
                RecordHeaders.deadLetter(context.topic(), context.partition(), context.offset(), describe(exception));
        return new ProducerRecord<>(topic, null, null, key, value, headers);
    }

    /** The message is ours for records that cannot be read; any other exception's may quote the record. */
    private static String describe(Exception exception) {
        boolean ours = exception instanceof org.apache.kafka.common.errors.SerializationException;
        return ours && exception.getMessage() != null
                ? exception.getMessage()
                : exception.getClass().getName();
    }
}
