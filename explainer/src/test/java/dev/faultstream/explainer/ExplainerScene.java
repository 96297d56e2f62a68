package dev.faultstream.explainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.explainer.model.CallLimits;
import dev.faultstream.explainer.model.ModelSettings;
import dev.faultstream.explainer.queue.QueueSettings;
import dev.faultstream.explainer.work.Selection;
import dev.faultstream.schemas.explanation.Explanation;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.schemas.topic.TopicProvisioner;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics, a share group and a model of one test, on a broker that tests share. */
final class ExplainerScene implements AutoCloseable {
    final StubLocalAi model = StubLocalAi.start();
    final TopicNames topics = new TopicNames("t" + UUID.randomUUID().toString().substring(0, 8) + "-");
    final String group = "explainers-" + topics.prefix();
    int batch = 8;
    int concurrency = 1;

    private final KafkaSettings kafka;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Deque<Service> services = new ArrayDeque<>();

    ExplainerScene(EmbeddedKafka broker) {
        this.kafka = KafkaSettings.of(broker.bootstrapServers());
        this.admin = Admin.create(kafka.forAdmin("test"));
        this.producer =
                new KafkaProducer<>(kafka.forProducer("test"), new ByteArraySerializer(), new ByteArraySerializer());
        new TopicProvisioner(admin, Clock.systemUTC(), Duration.ofSeconds(20))
                .provision(
                        TopicSpec.all(TopicSettings.defaults().withNames(topics).withPartitions(1)));
    }

    KafkaSettings kafka() {
        return kafka;
    }

    /** Starts an explainer and waits until it takes failures. */
    Service startExplainer() throws Exception {
        HealthChecks health = new HealthChecks();
        Service service = ExplainerService.create(
                config(), new ServiceContext(new SimpleMeterRegistry(), health, Clock.systemUTC()));
        services.push(service);
        service.start();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(health.isReady()).isTrue());
        return service;
    }

    ExplainerConfig config() {
        return new ExplainerConfig(
                kafka,
                topics,
                new ModelSettings(
                        model.url(), StubLocalAi.MODEL, "localai", null, 0.2, 500, Duration.ofSeconds(30), null),
                new CallLimits(
                        concurrency,
                        3,
                        Duration.ofMillis(20),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(60),
                        5,
                        Duration.ofMillis(200),
                        Duration.ofMillis(500)),
                new Selection(true, Severity.WARNING, List.of()),
                2,
                Duration.ofHours(1),
                Duration.ofMillis(200),
                new QueueSettings(group, batch, 5),
                1000);
    }

    void publish(Failure... failures) {
        for (Failure failure : failures) {
            publishRaw(failure.id(), FaultstreamSerdes.failure().serializer().serialize("", failure));
        }
    }

    void publishRaw(String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(topics.failures(), key.getBytes(UTF_8), value));
    }

    void publish(Explanation explanation) {
        send(new ProducerRecord<>(
                topics.explanations(),
                explanation.key().getBytes(UTF_8),
                FaultstreamSerdes.explanation().serializer().serialize("", explanation)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Explanation> explanations() {
        List<Explanation> explanations = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(topics.explanations())) {
            explanations.add(FaultstreamSerdes.explanation().deserializer().deserialize("", record.value()));
        }
        return explanations;
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return read(topics.deadLetters());
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.forConsumer("test"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** How many failures have not been dealt with for good; -1 when none has been taken yet. */
    long lag() throws Exception {
        TopicPartition partition = new TopicPartition(topics.failures(), 0);
        Map<?, ?> offsets = admin.listShareGroupOffsets(
                        Map.of(group, new ListShareGroupOffsetsSpec().topicPartitions(List.of(partition))))
                .partitionsToOffsetInfo(group)
                .get();
        Object info = offsets.get(partition);
        return info instanceof org.apache.kafka.clients.admin.SharePartitionOffsetInfo known
                ? known.lag().orElse(-1L)
                : -1;
    }

    void setGroup(String name, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.GROUP, group),
                        List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        model.release();
        while (!services.isEmpty()) {
            services.pop().close();
        }
        producer.close();
        admin.close();
        model.close();
    }
}
