package dev.faultstream.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.analyzer.topology.AnalyzerKeys;
import dev.faultstream.analyzer.topology.AnalyzerObserver;
import dev.faultstream.analyzer.topology.AnalyzerTopology;
import dev.faultstream.analyzer.topology.SnapshotProcessorSupplier;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.standalone.Child;
import dev.faultstream.standalone.Cli;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.JsonFailures;
import dev.faultstream.standalone.Samples;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.kafka.KafkaAccess;
import dev.faultstream.streams.DeadLetterObserver;
import dev.faultstream.streams.StreamsApplication;
import dev.faultstream.streams.StreamsKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second analyzer that joins while the first works, and takes over what that one did when it is killed. */
class StandbyIT {
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void shouldLoseAndDoubleNothingWhenAnAnalyzerJoinsAndTheOtherIsKilled() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary())) {
            // Given
            Scene alone = new Scene(kafka.bootstrapServers(), "alone-");
            alone.createTopics();
            try (Child analyzer = alone.analyzer()) {
                alone.publish(Samples.SHOP);
                alone.awaitQuiet(analyzer);
            }
            List<JsonNode> expected = alone.failures();

            // When
            Scene two = new Scene(kafka.bootstrapServers(), "two-");
            two.createTopics();
            Restores restores = new Restores();
            long sizeOfState;
            long restoredByTakingOver;
            try (Child first = two.analyzer()) {
                two.publish(firstHalf());
                await().atMost(PATIENCE).until(() -> two.end() > 20);
                try (StreamsApplication second = two.secondAnalyzer(restores)) {
                    second.start();
                    await().atMost(PATIENCE).until(() -> isActiveAndStandby(second.streams()));
                    two.awaitQuiet(first);
                    long before = two.end();
                    try (Child watcher = two.watcher(
                            Samples.SHOP, "--watcher.recording.resume", "true", "--watcher.recording.speed", "120")) {
                        await().atMost(PATIENCE).until(() -> two.end() > before + 10);
                        long restoredBefore = restores.records();
                        sizeOfState = two.sizeOfState();
                        first.kill();
                        await().atMost(PATIENCE)
                                .until(() -> tasks(second.streams()).count() == PARTITIONS);
                        restoredByTakingOver = restores.records() - restoredBefore;
                        assertThat(watcher.awaitExit(60)).as(watcher::err).isZero();
                    }
                    two.awaitQuiet(null);
                }
            }

            // Then
            List<JsonNode> actual = two.failures();
            assertThat(revisions(actual).keySet()).hasSize(actual.size());
            assertThat(revisions(actual)).isEqualTo(revisions(expected));
            assertThat(restoredByTakingOver)
                    .as("records restored, of a state of %d", sizeOfState)
                    .isLessThan(sizeOfState / 10);
        }
    }

    /** What of the recording is published before the second analyzer comes, however long that takes. */
    private Path firstHalf() throws IOException {
        List<String> records = Files.readAllLines(Samples.SHOP);
        return Files.write(folder.resolve("half.jsonl"), records.subList(0, records.size() / 2));
    }

    private static boolean isActiveAndStandby(KafkaStreams streams) {
        return streams.state() == KafkaStreams.State.RUNNING
                && tasks(streams).findAny().isPresent()
                && streams.metadataForLocalThreads().stream()
                        .anyMatch(thread -> !thread.standbyTasks().isEmpty());
    }

    private static Stream<?> tasks(KafkaStreams streams) {
        return streams.state() == KafkaStreams.State.RUNNING
                ? streams.metadataForLocalThreads().stream()
                        .map(ThreadMetadata::activeTasks)
                        .flatMap(tasks -> tasks.stream())
                : Stream.empty();
    }

    private static Map<String, JsonNode> revisions(List<JsonNode> failures) {
        Map<String, JsonNode> revisions = new TreeMap<>();
        failures.forEach(failure -> revisions.put(JsonFailures.revision(failure), failure));
        return revisions;
    }

    /** How many records tasks had to restore before they could work. */
    private static final class Restores implements StateRestoreListener {
        private final AtomicLong records = new AtomicLong();

        long records() {
            return records.get();
        }

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long start, long end) {}

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
            records.addAndGet(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}
    }

    /** Analyzers over topics of their own. */
    private final class Scene {
        private final String prefix;
        private final ServiceSettings settings;
        private final KafkaAccess kafka;

        Scene(String bootstrapServers, String prefix) {
            this.prefix = prefix;
            this.settings = new ServiceSettings(
                    Map.of(),
                    Map.of(
                            "kafka.bootstrap-servers", bootstrapServers,
                            "topics.prefix", prefix,
                            "topics.partitions", Integer.toString(PARTITIONS)));
            this.kafka = new KafkaAccess(settings);
        }

        void createTopics() {
            List<String> arguments = new ArrayList<>(List.of("topics"));
            settings.values().forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
            assertThat(Cli.run(arguments.toArray(String[]::new)).exitCode()).isEqualTo(ExitCode.OK);
        }

        Child analyzer() {
            return child("analyzer", analyzerSettings("first"));
        }

        StreamsApplication secondAnalyzer(StateRestoreListener restores) {
            Config config = analyzerSettings("second").read(new AnalyzerDefinition().configuration());
            TopicNames topics = TopicKeys.names(config);
            SnapshotProcessorSupplier processor = new SnapshotProcessorSupplier(
                    PARTITIONS,
                    RuleSet.load(AnalyzerKeys.rules(config)),
                    AnalyzerKeys.engine(config),
                    AnalyzerKeys.lifecycle(config),
                    false,
                    AnalyzerObserver.none());
            StreamsApplication application = new StreamsApplication(
                    new StreamsKeys("analyzer.", "analyzer", "16MiB").settings(config, KafkaSettings.from(config)),
                    PARTITIONS,
                    DeadLetterObserver.NONE,
                    properties -> AnalyzerTopology.build(topics, processor, properties));
            application.streams().setGlobalStateRestoreListener(restores);
            return application;
        }

        private ServiceSettings analyzerSettings(String name) {
            return settings.with("analyzer.state-dir", folder.resolve(prefix + name))
                    .with("analyzer.standby-replicas", 1)
                    .with("silence.watch", false)
                    // So that one that was killed is missed soon.
                    .with("kafka.streams.main.consumer.session.timeout.ms", 3000)
                    .with("kafka.streams.main.consumer.heartbeat.interval.ms", 500);
        }

        void publish(Path recording) throws InterruptedException {
            try (Child watcher = watcher(recording)) {
                assertThat(watcher.awaitExit(60)).as(watcher::err).isZero();
            }
        }

        Child watcher(Path recording, String... more) {
            ServiceSettings own =
                    new ServiceSettings(Map.of(), settings.values()).with("watcher.recording.paths", recording);
            return child("watcher", own, more);
        }

        private Child child(String command, ServiceSettings own, String... more) {
            List<String> arguments = new ArrayList<>(List.of(command, "--http.port", "-1"));
            own.values().forEach((key, value) -> {
                if (!"topics.partitions".equals(key) || "analyzer".equals(command)) {
                    arguments.addAll(List.of("--" + key, value));
                }
            });
            arguments.addAll(List.of(more));
            return Child.faultstream(folder, prefix + command, arguments.toArray(String[]::new));
        }

        void awaitQuiet(@org.jspecify.annotations.Nullable Child analyzer) {
            Quiet.Reader reader = new Quiet.Reader(
                    "analyzer",
                    prefix + "faultstream-analyzer",
                    false,
                    List.of(kafka.topics().resourceSnapshots()));
            try (Quiet quiet = new Quiet(kafka.admin(), kafka.reader("probe"), List.of(reader));
                    KafkaConsumer<String, byte[]> committed = kafka.reader("committed")) {
                await().atMost(PATIENCE)
                        .failFast("the analyzer has ended", () -> analyzer != null && !analyzer.isAlive())
                        // What one that was killed had not committed hides what follows it, until it times out.
                        .untilAsserted(() -> assertThat(quiet.check(
                                        partition -> endOf(partition, committed),
                                        kafka.topics().failures()))
                                .as(quiet::state)
                                .isTrue());
            }
        }

        private static long endOf(TopicPartition partition, KafkaConsumer<?, ?> consumer) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }

        long end() {
            return Topic.end(kafka, kafka.topics().failures());
        }

        /** The records of all changelogs, and of the topic that is one itself. */
        long sizeOfState() throws Exception {
            try (var admin = kafka.admin()) {
                return admin.listTopics().names().get().stream()
                        .filter(topic -> topic.startsWith(prefix)
                                && (topic.endsWith("-changelog") || topic.endsWith("resource-snapshots")))
                        .mapToLong(topic -> Topic.end(kafka, topic))
                        .sum();
            }
        }

        List<JsonNode> failures() throws Exception {
            return Topic.read(kafka, kafka.topics().failures());
        }
    }
}
