package dev.faultstream.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.analyzer.lifecycle.LifecycleSettings;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.snapshot.Heartbeat;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.schemas.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzerTopologyTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> snapshots;
    private TestOutputTopic<String, Failure> failures;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start() {
        driver = new TopologyTestDriver(topology(), properties(), START);
        snapshots =
                driver.createInputTopic("k8s-resource-snapshots", new StringSerializer(), new ByteArraySerializer());
        failures = driver.createOutputTopic(
                "k8s-failures",
                new StringDeserializer(),
                FaultstreamSerdes.failure().deserializer());
        deadLetters =
                driver.createOutputTopic("k8s-dead-letters", new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldKeepItsShape() throws IOException {
        // When
        String description = topology().describe().toString();

        // Then
        assertThat(description).isEqualTo(resource("topology.txt"));
    }

    @Test
    void shouldPublishAFailureUnderItsIdAndTime() {
        // Given
        pipe(new KindSynced("c", START, 1, "core", "Pod"));

        // When
        pipe(killedPod(START.plusSeconds(2)));

        // Then
        TestRecord<String, Failure> record = failures.readRecord();
        assertThat(record.key()).isEqualTo(record.value().id()).startsWith("f-");
        assertThat(record.getRecordTime()).isEqualTo(START.plusSeconds(2));
        assertThat(record.value().rule()).isEqualTo("pod.oom-killed");
        assertThat(failures.isEmpty()).isTrue();
    }

    @Test
    void shouldPutARecordAsideThatCannotBeRead() {
        // When
        snapshots.pipeInput("c/core/Pod/shop/web", "no json".getBytes(StandardCharsets.UTF_8), START);

        // Then
        TestRecord<String, byte[]> letter = deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo("c/core/Pod/shop/web");
        assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("no json");
        assertThat(new String(letter.headers().lastHeader("error").value(), StandardCharsets.UTF_8))
                .isEqualTo("the object cannot be read");
    }

    @Test
    void shouldReportAClusterFromWhichNothingArrives() {
        // Given
        pipe(new Heartbeat("c", START, 1L));

        // When
        driver.advanceWallClockTime(Duration.ofSeconds(90));

        // Then
        assertThat(failures.readValue()).satisfies(failure -> {
            assertThat(failure.rule()).isEqualTo("cluster.unobserved");
            assertThat(failure.openedAt()).isEqualTo(START.plusSeconds(60));
        });
    }

    private Topology topology() {
        return AnalyzerTopology.build(
                TopicNames.unprefixed(),
                new SnapshotProcessorSupplier(
                        1,
                        RuleSet.load(RuleSettings.defaults()),
                        EngineOptions.defaults(),
                        LifecycleSettings.defaults(),
                        true,
                        AnalyzerObserver.none()),
                properties());
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return properties;
    }

    private void pipe(SnapshotRecord record) {
        snapshots.pipeInput(
                record.key(), FaultstreamSerdes.snapshot().serializer().serialize("", record), record.observedAt());
    }

    private static ResourceSnapshot killedPod(Instant at) {
        try {
            return new ResourceSnapshot("c", at, 1, false, (ObjectNode) MAPPER.readTree("""
                            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","uid":"u"},
                             "spec":{"containers":[{"name":"web"}]},
                             "status":{"phase":"Running","containerStatuses":[{"name":"web","restartCount":1,
                              "lastState":{"terminated":{"reason":"OOMKilled","exitCode":137,
                               "finishedAt":"2026-03-02T09:00:01Z"}}}]}}"""));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (var stream = AnalyzerTopologyTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
