package dev.faultstream.standalone.replay;

import dev.faultstream.analyzer.lifecycle.FailureRecord;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.RecordHeaders;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.kafka.KafkaAccess;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** A topic like {@code k8s-failures}, beside it. */
final class TopicOutput implements Output {
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> problem = new AtomicReference<>();
    private final String topic;

    private TopicOutput(KafkaProducer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Makes sure that the topic is there.
     *
     * @throws CommandFailedException if it is one of the pipeline's own, or cannot be made
     */
    static TopicOutput open(KafkaAccess kafka, String topic) {
        TopicNames names = kafka.topics();
        if (List.of(
                        names.resourceSnapshots(),
                        names.failures(),
                        names.explanations(),
                        names.failuresExplained(),
                        names.deadLetters())
                .contains(topic)) {
            throw new CommandFailedException(
                    ExitCode.UNUSABLE_INPUT, "--output-topic must not be a topic of the pipeline: " + topic, null);
        }
        try (Admin admin = kafka.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new CommandFailedException(ExitCode.MET, "cannot create " + topic + ": " + e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(ExitCode.INTERRUPTED, "interrupted", e);
        }
        return new TopicOutput(kafka.writer("faultstream-replay"), topic);
    }

    @Override
    public void accept(FailureRecord record, Instant at) {
        byte[] value = record.failure() == null
                ? null
                : FaultstreamSerdes.failure().serializer().serialize(topic, record.failure());
        ProducerRecord<String, byte[]> out = new ProducerRecord<>(topic, null, at.toEpochMilli(), record.id(), value);
        RecordHeaders.putSchemaVersion(out.headers());
        Future<RecordMetadata> unused = producer.send(out, (metadata, error) -> {
            if (error != null) {
                problem.compareAndSet(null, error);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
        Exception failed = problem.get();
        if (failed != null) {
            throw new IllegalStateException("a failure could not be written", failed);
        }
    }
}
