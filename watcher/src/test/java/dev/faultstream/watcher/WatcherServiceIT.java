package dev.faultstream.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.schemas.topic.Topics;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.testing.kubernetes.Kubeconfig;
import dev.faultstream.watcher.informer.FakeApiServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The whole service, from its settings to the topic. */
class WatcherServiceIT {
    private static @Nullable EmbeddedKafka kafka;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HealthChecks health = new HealthChecks();
    private String prefix = "";

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary());
    }

    @AfterAll
    static void stopKafka() {
        kafka().close();
    }

    @BeforeEach
    void createTopic(TestInfo test) {
        prefix = test.getTestMethod().orElseThrow().getName() + ".";
        kafka().createTopic(prefix + Topics.RESOURCE_SNAPSHOTS, 3, Map.of());
    }

    @Test
    void shouldPublishARecordingAndEnd() throws Exception {
        Path recording = folder.resolve("shop.jsonl");
        Files.writeString(recording, """
                {"at":"2026-03-01T10:00:00Z","op":"upsert","resource":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"}}}
                {"at":"2026-03-01T10:00:01Z","op":"synced","group":"core","kind":"Pod"}
                """);

        try (Service service = service(Map.of("watcher.recording.paths", recording.toString()))) {
            service.start();
            service.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }

        assertThat(latest()).containsOnlyKeys("default/core/Pod/shop/web", "default/$kinds/core/Pod");
        assertThat(registry.get("watcher.resources.published").counter().count())
                .isEqualTo(1);
    }

    @Test
    void shouldGoOnWhereAnEarlierRunWasInterrupted() throws Exception {
        // Given
        List<String> lines = List.of(
                recorded("2026-03-01T10:00:00Z", "first"),
                recorded("2026-03-01T10:00:01Z", "second"),
                recorded("2026-03-01T10:00:02Z", "third"));
        Path recording = Files.write(folder.resolve("shop.jsonl"), lines.subList(0, 2));
        Map<String, String> settings =
                Map.of("watcher.recording.paths", recording.toString(), "watcher.recording.resume", "true");
        play(settings);
        Files.write(recording, lines);

        // When
        play(settings);

        // Then
        assertThat(keys())
                .filteredOn(key -> key.contains("/Pod/"))
                .containsOnlyOnce("default/core/Pod/shop/first", "default/core/Pod/shop/third")
                .contains("default/core/Pod/shop/second");
    }

    private void play(Map<String, String> settings) throws Exception {
        try (Service service = service(settings)) {
            service.start();
            service.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static String recorded(String at, String pod) {
        return "{\"at\":\"" + at + "\",\"op\":\"upsert\",\"resource\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\","
                + "\"metadata\":{\"name\":\"" + pod + "\",\"namespace\":\"shop\"}}}";
    }

    @Test
    void shouldEndWithTheFileLineAndCauseWhenARecordingIsWrong() throws Exception {
        Path recording = Files.writeString(folder.resolve("bad.jsonl"), "{}\n");

        try (Service service = service(Map.of("watcher.recording.paths", recording.toString()))) {
            service.start();

            assertThatThrownBy(() -> service.ended().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage(recording + ":1: at and op are required");
        }
    }

    @Test
    void shouldLeaveOutAndCountWhatIsWrongWhenToldSo() throws Exception {
        Path recording = Files.writeString(
                folder.resolve("bad.jsonl"), "{}\n{\"at\":\"2026-03-01T10:00:00Z\",\"op\":\"heartbeat\"}\n");

        try (Service service = service(
                Map.of("watcher.recording.paths", recording.toString(), "watcher.recording.skip-wrong", "true"))) {
            service.start();
            service.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }

        assertThat(latest()).containsOnlyKeys("default/$heartbeat");
        assertThat(registry.get("watcher.recording.problems").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldWatchAClusterAndRemoveAfterARestartWhatWasDeletedMeanwhile() throws Exception {
        try (FakeApiServer cluster = new FakeApiServer()) {
            cluster.serve("v1", "Pod", "pods");
            cluster.serve("acme.io/v1", "Widget", "widgets");
            cluster.put("pods", pod("stays"));
            cluster.put("pods", pod("goes"));
            cluster.put(
                    "widgets", "{'apiVersion':'acme.io/v1','kind':'Widget','metadata':{'name':'w','namespace':'n'}}");
            Map<String, String> settings =
                    Map.of("watcher.kubeconfig", kubeconfig(cluster).toString(), "watcher.clusters", "c=fake");
            try (Service first = service(settings)) {
                first.start();
                await().atMost(Duration.ofSeconds(30)).until(health::isReady);
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(latest())
                        .containsKeys("c/core/Pod/n/stays", "c/core/Pod/n/goes", "c/acme.io/Widget/n/w"));
                assertThat(registry.get("watcher.kind.age")
                                .tags("cluster", "c", "kind", "core/Pod")
                                .gauge()
                                .value())
                        .isBetween(0.0, 60.0);
                assertThat(registry.find("kafka.producer.record.send.total").meters())
                        .isNotEmpty();
            }
            assertThat(registry.find("watcher.kind.age").gauges()).isEmpty();
            assertThat(registry.find("kafka.producer.record.send.total").meters())
                    .isEmpty();
            assertThat(registry.get("watcher.publish.lag")
                            .tags("cluster", "c", "kind", "core/Pod")
                            .timer()
                            .count())
                    .isEqualTo(2);
            cluster.delete("pods", "goes");
            cluster.stopServing("acme.io/v1", "widgets");

            try (Service second = service(settings)) {
                second.start();

                // That a kind is gone is believed when it has been for half a minute.
                await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(latest())
                        .containsOnlyKeys("c/core/Pod/n/stays", "c/$kinds/core/Pod", "c/$heartbeat"));
            }
        }
    }

    @Test
    void shouldNameTheSettingThatCannotBeUsedBeforeConnecting() throws Exception {
        Path missing = folder.resolve("missing.jsonl");

        assertThatThrownBy(() -> service(Map.of("watcher.recording.paths", missing.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("watcher.recording.paths");
        assertThatThrownBy(() -> service(Map.of("watcher.kubeconfig", missing.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("watcher.clusters");
        assertThatThrownBy(() -> service(Map.of("watcher.clusters", "a,a", "watcher.kinds.include", "pods")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("watcher.clusters")
                .hasMessageContaining("watcher.kinds.include");
    }

    private Service service(Map<String, String> flags) {
        Map<String, String> all = new TreeMap<>(flags);
        all.put("kafka.bootstrap-servers", kafka().bootstrapServers());
        all.put("topics.prefix", prefix);
        WatcherDefinition definition = new WatcherDefinition();
        return definition.create(
                ConfigReader.read(definition.configuration(), new ConfigSources(null, Map.of(), all)),
                new ServiceContext(registry, health, Clock.systemUTC()));
    }

    private Path kubeconfig(FakeApiServer cluster) throws IOException {
        return Kubeconfig.write(folder, cluster.url());
    }

    /** The latest value of each key of all partitions that is no tombstone. */
    private Map<String, String> latest() {
        Map<String, String> latest = new TreeMap<>();
        for (List<ConsumerRecord<String, byte[]>> partition : partitions()) {
            Map<String, byte[]> ofPartition = new TreeMap<>();
            partition.forEach(record -> ofPartition.put(record.key(), record.value()));
            ofPartition.forEach((key, value) -> {
                if (value != null) {
                    latest.put(key, new String(value, StandardCharsets.UTF_8));
                }
            });
        }
        return latest;
    }

    private List<String> keys() {
        return partitions().stream()
                .flatMap(List::stream)
                .map(ConsumerRecord::key)
                .toList();
    }

    private List<List<ConsumerRecord<String, byte[]>>> partitions() {
        List<List<ConsumerRecord<String, byte[]>>> partitions = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka().bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            for (int partition = 0; partition < 3; partition++) {
                TopicPartition one = new TopicPartition(prefix + Topics.RESOURCE_SNAPSHOTS, partition);
                consumer.assign(List.of(one));
                consumer.seekToBeginning(List.of(one));
                long end = consumer.endOffsets(List.of(one)).getOrDefault(one, 0L);
                List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                while (consumer.position(one) < end) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
                }
                partitions.add(records);
            }
        }
        return partitions;
    }

    private static String pod(String name) {
        return "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'" + name + "','namespace':'n'}}";
    }

    private static EmbeddedKafka kafka() {
        return java.util.Objects.requireNonNull(kafka);
    }
}
