package dev.faultstream.benchmarks.pipeline;

import dev.faultstream.benchmarks.cluster.ClusterRecord;
import dev.faultstream.benchmarks.cluster.SyntheticCluster;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.topic.HomePartition;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.schemas.topic.TopicProvisioner;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with the topics, a producer that writes as the watcher does, and a folder; all gone when it is closed. */
final class Bench implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Path folder;
    private final BrokerProcess broker;
    private final TopicNames topics = TopicNames.unprefixed();
    private final int partitions;
    private final KafkaProducer<String, byte[]> producer;
    private long produced;

    private Bench(Path folder, BrokerProcess broker, int partitions) {
        this.folder = folder;
        this.broker = broker;
        this.partitions = partitions;
        Map<String, Object> settings =
                KafkaSettings.of(broker.bootstrapServers()).forProducer("faultstream-benchmark");
        settings.putAll(Map.of("compression.type", "lz4", "linger.ms", "5", "batch.size", "131072"));
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    static Bench open(int partitions) throws IOException {
        Path folder = Files.createTempDirectory("faultstream-benchmark");
        BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            List<TopicSpec> specs = TopicSpec.all(TopicSettings.defaults().withPartitions(partitions));
            new TopicProvisioner(admin, Clock.systemUTC(), TIMEOUT).provision(specs);
        }
        return new Bench(folder, broker, partitions);
    }

    TopicNames topics() {
        return topics;
    }

    int partitions() {
        return partitions;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    /** How many records the snapshot topic holds. */
    long produced() {
        return produced;
    }

    /** Sends a record to the partition or partitions that a watcher sends it to. */
    void send(ClusterRecord record) {
        int[] targets = record.home().equals(ResourceKey.NO_NAMESPACE)
                ? IntStream.range(0, partitions).toArray()
                : new int[] {HomePartition.of(SyntheticCluster.NAME, record.home(), partitions)};
        for (int partition : targets) {
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(
                            topics.resourceSnapshots(),
                            partition,
                            record.timestamp().toEpochMilli(),
                            record.key(),
                            record.value()),
                    (metadata, error) -> {
                        if (error != null) {
                            throw new IllegalStateException(error);
                        }
                    });
            produced++;
        }
    }

    /** Returns when everything that was sent is in the topic. */
    void flush() {
        producer.flush();
    }

    /** A consumer without a group, which sees committed records only. */
    KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() throws IOException {
        producer.close();
        broker.close();
        Folders.delete(folder);
    }
}
