package dev.faultstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class EmbeddedKafkaIT {

    @TempDir
    private Path data;

    @Test
    void shouldKeepRecordsWhenRestartedOnTheSameDirectory() throws Exception {
        // Given
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.inDirectory(data);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            kafka.createTopic("kept", 1, Map.of());
            Clients.produce(kafka.bootstrapServers(), "kept", "before");
        }

        // When
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            Clients.produce(kafka.bootstrapServers(), "kept", "after");

            // Then
            assertThat(Clients.readAll(kafka.bootstrapServers(), "kept")).containsExactly("before", "after");
        }
    }

    @Test
    void shouldDeliverToAShareGroupWhenRecordsArrive() throws Exception {
        // Given
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary())) {
            kafka.createTopic("work", 2, Map.of());
            readFromTheBeginning(kafka, "workers");
            Clients.produce(kafka.bootstrapServers(), "work", "task");
            Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", "workers");
            List<String> values = new ArrayList<>();

            // When
            try (KafkaShareConsumer<String, String> consumer =
                    new KafkaShareConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
                consumer.subscribe(List.of("work"));
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    consumer.poll(Duration.ofMillis(200)).forEach(work -> values.add(work.value()));

                    // Then
                    assertThat(values).containsExactly("task");
                });
            }
        }
    }

    @Test
    void shouldCommitATransactionWhenTheProducerIsTransactional() throws Exception {
        // Given
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary())) {
            kafka.createTopic("committed", 1, Map.of());
            Map<String, Object> config =
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer");

            // When
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                var sent = producer.send(new ProducerRecord<>("committed", "key", "value"));
                producer.commitTransaction();
                sent.get();
            }

            // Then
            assertThat(Clients.readAll(kafka.bootstrapServers(), "committed")).containsExactly("value");
        }
    }

    @Test
    void shouldServeTheFixedPortWhenItIsFree() throws Exception {
        // Given
        int free = freePort();

        // When
        try (EmbeddedKafka kafka =
                EmbeddedKafka.start(EmbeddedKafkaSettings.temporary().withPort(free))) {

            // Then
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + free);
            assertThatNoException().isThrownBy(() -> kafka.createTopic("any", 1, Map.of()));
        }
    }

    @Test
    void shouldNameThePortWhenItIsTaken() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedKafkaSettings settings =
                    EmbeddedKafkaSettings.inDirectory(data).withPort(taken.getLocalPort());

            // When // Then
            assertThatExceptionOfType(EmbeddedKafkaException.class)
                    .isThrownBy(() -> EmbeddedKafka.start(settings).close())
                    .withMessageContaining("port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void shouldNameTheDirectoryWhenAnotherBrokerUsesIt() {
        // Given
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.inDirectory(data);
        try (EmbeddedKafka first = EmbeddedKafka.start(settings)) {
            assertThat(first.failure().toCompletableFuture()).isNotDone();

            // When // Then
            assertThatExceptionOfType(EmbeddedKafkaException.class)
                    .isThrownBy(() -> EmbeddedKafka.start(settings).close())
                    .withMessageContaining("in use by another broker: " + data);
        }
    }

    @Test
    void shouldReleaseTheDirectoryWhenTheBrokerDoesNotStart() {
        // Given
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.inDirectory(data);
        EmbeddedKafkaSettings refused = settings.withBrokerSetting("authorizer.class.name", "no.such.Authorizer");
        assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> EmbeddedKafka.start(refused).close())
                .withMessageContaining("did not start");

        // When // Then
        assertThatNoException().isThrownBy(() -> EmbeddedKafka.start(settings).close());
    }

    @Test
    void shouldDoNothingWhenClosedAgain() {
        // Given
        EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary());
        kafka.close();

        // When // Then
        assertThatNoException().isThrownBy(kafka::close);
    }

    private static void readFromTheBeginning(EmbeddedKafka kafka, String group) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        AlterConfigOp earliest =
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(earliest)))
                    .all()
                    .get();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
