package dev.faultstream.explainer.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultstream.explainer.work.ExplanationPublisher;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.service.tracing.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Writes explanations to {@code k8s-explanations}. Does not close the producer. Thread-safe. */
public final class ExplanationWriter implements ExplanationPublisher {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final ExplanationTraces traces;

    public ExplanationWriter(Producer<byte[], byte[]> producer, String topic, ExplanationTraces traces) {
        this.traces = traces;
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    public CompletionStage<Void> publish(Explanation explanation) {
        CompletableFuture<Void> published = new CompletableFuture<>();
        Step step = traces.publish(explanation);
        CompletableFuture<Void> unusedEnd = published.whenComplete((done, problem) -> step.close());
        try {
            Headers headers = new RecordHeaders();
            step.writeTo(headers);
            byte[] value = FaultstreamSerdes.explanation().serializer().serialize(topic, headers, explanation);
            long timestamp = explanation.createdAt().toEpochMilli();
            Future<RecordMetadata> unusedSend = producer.send(
                    new ProducerRecord<>(
                            topic, null, timestamp, explanation.key().getBytes(UTF_8), value, headers),
                    (metadata, problem) -> {
                        if (problem == null) {
                            published.complete(null);
                        } else {
                            published.completeExceptionally(problem);
                        }
                    });
        } catch (KafkaException e) {
            published.completeExceptionally(e);
        }
        return published;
    }
}
