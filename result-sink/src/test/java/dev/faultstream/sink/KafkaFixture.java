package dev.faultstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A broker with Faultstream's topics in this JVM, for tests; each test has topics of its own prefix. */
public final class KafkaFixture implements AutoCloseable {
    public static final int PARTITIONS = 4;

    private final EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary());
    private final Producer<String, byte[]> producer =
            new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer());

    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public Map<String, Object> client() {
        return new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public TopicNames createTopics(String prefix) {
        TopicNames names = new TopicNames(prefix);
        TopicSpec.all(TopicSettings.defaults().withNames(names).withPartitions(PARTITIONS))
                // Not compacted: the samples are older than any history window, and tests look at every record.
                .forEach(topic -> kafka.createTopic(topic.name(), topic.partitions(), Map.of("retention.ms", "-1")));
        return names;
    }

    public void send(TopicNames topics, Failure failure) {
        send(topics.failures(), failure.id(), failure, FaultstreamSerdes.failure(), failure.changedAt());
    }

    public void send(TopicNames topics, Explanation explanation) {
        send(
                topics.explanations(),
                explanation.key(),
                explanation,
                FaultstreamSerdes.explanation(),
                explanation.createdAt());
    }

    public void send(TopicNames topics, ExplainedFailure explained) {
        Failure failure = explained.failure();
        send(
                topics.failuresExplained(),
                failure.id(),
                explained,
                FaultstreamSerdes.explainedFailure(),
                failure.changedAt());
    }

    public <T> void send(String topic, String key, @Nullable T value, Serde<T> serde, Instant at) {
        byte[] bytes = value == null ? null : serde.serializer().serialize(topic, value);
        sent.add(producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), key, bytes)));
    }

    public void send(String topic, String key, byte @Nullable [] value, Headers headers, Instant at) {
        sent.add(producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), key, value, headers)));
    }

    /** Makes sure that what was sent is there. */
    public void flush() {
        producer.flush();
        sent.forEach(record -> assertThat(record).succeedsWithin(Duration.ofSeconds(30)));
        sent.clear();
    }

    /** All committed records of a topic, as they are now. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        Map<String, Object> settings = client();
        settings.put("isolation.level", "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }

    public List<ExplainedFailure> explained(TopicNames topics) {
        return read(topics.failuresExplained()).stream()
                .filter(record -> record.value() != null)
                .map(record ->
                        FaultstreamSerdes.explainedFailure().deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        kafka.close();
    }
}
