package dev.faultstream.watcher.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.schemas.topic.Topics;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.watcher.change.ClusterChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaRecordSinkIT {
    private static final int CHANGES = 6_000;
    private static final int BEFORE_OUTAGE = 500;
    private static final int NEW_TOPICS = 4;
    private static final int NEW_PARTITIONS = 60;
    private static final BufferLimits LIMITS = new BufferLimits(1_000, 8L * 1024 * 1024);
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path data;

    @Test
    void shouldLoseNothingAndHoldBackWhenTheBrokerIsAway() throws Exception {
        EmbeddedKafka broker = start(0);
        String servers = broker.bootstrapServers();
        broker.createTopic(Topics.RESOURCE_SNAPSHOTS, 2, Map.of());
        AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
        AtomicInteger accepted = new AtomicInteger();
        try (KafkaRecordSink sink = sink(kafka(servers, Map.of()), Topics.RESOURCE_SNAPSHOTS, refused)) {
            SnapshotPublisher publisher = publisher(sink);
            Thread writer = new Thread(() -> write(publisher, broker, accepted));
            writer.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> !sink.isKafkaThere());
            int heldBackAt = accepted.get();

            assertThat(sink.waitingRecords()).isPositive().isLessThanOrEqualTo(LIMITS.records());
            assertThat(heldBackAt).isLessThan(CHANGES);
            try (EmbeddedKafka again = start(port(servers))) {
                writer.join(60_000);
                assertThat(sink.isKafkaThere()).isTrue();
                assertThat(accepted.get()).isEqualTo(CHANGES);
                boolean flushed = sink.flush(Duration.ofSeconds(60));
                assertThat(refused.get()).isNull();
                assertThat(flushed).isTrue();
                assertThat(namesIn(again.bootstrapServers()))
                        .containsExactlyElementsOf(IntStream.range(0, CHANGES)
                                .mapToObj(i -> "pod-" + i)
                                .toList());
            }
        }
    }

    /** With many partitions, most are not led yet: their leader refuses a first batch, and might take the next. */
    @Test
    void shouldLoseNothingWhenTheTopicWasCreatedThisInstant() throws Exception {
        try (EmbeddedKafka broker = start(0);
                Admin admin = Admin.create(broker.adminSettings())) {
            // Several requests would be under way if that were allowed.
            KafkaSettings kafka = kafka(broker.bootstrapServers(), Map.of("batch.size", "2000", "linger.ms", "0"));
            for (int i = 0; i < NEW_TOPICS; i++) {
                String topic = "new-" + i;
                AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
                admin.createTopics(List.of(new NewTopic(topic, NEW_PARTITIONS, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                try (KafkaRecordSink sink = sink(kafka, topic, refused)) {
                    SnapshotPublisher publisher = publisher(sink);
                    for (int change = 0; change < CHANGES; change++) {
                        publisher.accept(upsert(change, "n-" + change % 500));
                    }
                    assertThat(sink.flush(Duration.ofSeconds(30))).as(topic).isTrue();
                }
                assertThat(refused.get()).as(topic).isNull();
            }
        }
    }

    private static KafkaRecordSink sink(
            KafkaSettings kafka, String topic, AtomicReference<@Nullable Exception> refused) {
        return new KafkaRecordSink(
                KafkaRecordSink.producer(kafka, LIMITS),
                topic,
                LIMITS,
                refused::set,
                DeliveryObserver.NONE,
                Tracing.off());
    }

    private static SnapshotPublisher publisher(KafkaRecordSink sink) throws InterruptedException {
        return new SnapshotPublisher(SnapshotRouter.ofPartitions(sink.partitions()), sink, PublishObserver.NONE);
    }

    private static void write(SnapshotPublisher publisher, EmbeddedKafka broker, AtomicInteger accepted) {
        try {
            for (int i = 0; i < CHANGES; i++) {
                if (i == BEFORE_OUTAGE) {
                    broker.close();
                }
                publisher.accept(upsert(i, "n"));
                accepted.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KafkaSettings kafka(String servers, Map<String, String> producer) {
        Map<String, String> impatient = Map.of("reconnect.backoff.max.ms", "200");
        return new KafkaSettings(List.of(servers), impatient, producer, Map.of(), Map.of(), Map.of());
    }

    private EmbeddedKafka start(int port) {
        return EmbeddedKafka.start(
                EmbeddedKafkaSettings.inDirectory(data).withPort(port).withCloseTimeout(Duration.ofSeconds(10)));
    }

    private static int port(String servers) {
        return Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
    }

    private static ClusterChange upsert(int i, String namespace) {
        ObjectNode pod = Json.mapper().createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", "pod-" + i).put("namespace", namespace);
        pod.putObject("status").put("message", "x".repeat(500));
        return new ClusterChange.Upsert("c", START.plusMillis(i), 1, pod);
    }

    /** The names of all records in the order of their partition; all are of one namespace. */
    private static List<String> namesIn(String servers) {
        List<String> names = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, SnapshotRecord> consumer = new KafkaConsumer<>(
                settings,
                FaultstreamSerdes.key().deserializer(),
                FaultstreamSerdes.snapshot().deserializer())) {
            List<TopicPartition> partitions = List.of(
                    new TopicPartition(Topics.RESOURCE_SNAPSHOTS, 0), new TopicPartition(Topics.RESOURCE_SNAPSHOTS, 1));
            consumer.assign(partitions);
            long expected = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (names.size() < expected) {
                for (ConsumerRecord<String, SnapshotRecord> record : consumer.poll(Duration.ofSeconds(5))) {
                    names.add(record.key().substring(record.key().lastIndexOf('/') + 1));
                }
            }
        }
        return names;
    }
}
