package dev.faultstream.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.analyzer.engine.EngineOptions;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.analyzer.engine.RuleSettings;
import dev.faultstream.analyzer.lifecycle.LifecycleSettings;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.snapshot.Heartbeat;
import dev.faultstream.schemas.snapshot.KindSynced;
import dev.faultstream.schemas.snapshot.ResourceSnapshot;
import dev.faultstream.schemas.snapshot.SnapshotRecord;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzerMetersTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration DELAY = Duration.ofMillis(700);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final RuleSet RULES = RuleSet.load(RuleSettings.defaults());

    @TempDir
    private Path state;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private boolean closed;
    private TestInputTopic<String, byte[]> snapshots;

    @BeforeEach
    void start() {
        // What is observed at START plus 2 s is concluded a little later.
        Clock clock = Clock.fixed(START.plusSeconds(2).plus(DELAY), ZoneOffset.UTC);
        Meters meters = new Meters(registry);
        AnalyzerMeters observer = new AnalyzerMeters(meters, RULES, new Latency(meters, clock, true));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        SnapshotProcessorSupplier processor = new SnapshotProcessorSupplier(
                1,
                RULES.wrapped(observer::timed),
                EngineOptions.defaults(),
                LifecycleSettings.defaults(),
                false,
                observer);
        driver = new TopologyTestDriver(
                AnalyzerTopology.build(TopicNames.unprefixed(), processor, properties), properties, START);
        snapshots =
                driver.createInputTopic("k8s-resource-snapshots", new StringSerializer(), new ByteArraySerializer());
        pipe(new KindSynced("c", START, 1, "core", "Pod"));
    }

    @AfterEach
    void stop() {
        if (!closed) {
            closed = true;
            driver.close();
        }
    }

    @Test
    void shouldCountFindingsAndFailuresByRuleWhileTheyAreThere() {
        // When
        pipe(pod(START.plusSeconds(2), true));

        // Then
        assertThat(gauge("analyzer.findings", "rule", "pod.oom-killed")).isEqualTo(1);
        assertThat(gauge("analyzer.failures.open", "rule", "pod.oom-killed")).isEqualTo(1);
        assertThat(gauge("analyzer.namespace.failures.open", "object_namespace", "shop"))
                .isEqualTo(1);
        assertThat(counter("analyzer.failures.opened")).isEqualTo(1);

        // When
        pipe(pod(START.plusSeconds(3), false));
        pipe(new Heartbeat("c", START.plus(Duration.ofHours(1)), 1L));

        // Then
        assertThat(gauge("analyzer.findings", "rule", "pod.oom-killed")).isZero();
        assertThat(gauge("analyzer.failures.open", "rule", "pod.oom-killed")).isZero();
        assertThat(registry.find("analyzer.namespace.failures.open").gauges()).isEmpty();
        assertThat(counter("analyzer.failures.resolved")).isEqualTo(1);
    }

    @Test
    void shouldGiveBackWhatATaskCountedWhenItEnds() {
        // Given
        pipe(pod(START.plusSeconds(2), true));

        // When
        stop();

        // Then
        assertThat(gauge("analyzer.findings", "rule", "pod.oom-killed")).isZero();
        assertThat(gauge("analyzer.failures.open", "rule", "pod.oom-killed")).isZero();
    }

    @Test
    void shouldMeasureRulesAndLatency() {
        // When
        pipe(pod(START.plusSeconds(2), true));

        // Then
        assertThat(registry.get("analyzer.rule.time")
                        .tag("rule", "pod.oom-killed")
                        .functionTimer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("analyzer.latency").tag("state", "open").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo((double) DELAY.toMillis());
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }

    private double counter(String name) {
        return registry.get(name).tag("rule", "pod.oom-killed").counter().count();
    }

    private void pipe(SnapshotRecord record) {
        snapshots.pipeInput(
                record.key(), FaultstreamSerdes.snapshot().serializer().serialize("", record), record.observedAt());
    }

    private static ResourceSnapshot pod(Instant at, boolean killed) {
        String last = killed
                ? ",\"lastState\":{\"terminated\":{\"reason\":\"OOMKilled\",\"exitCode\":137,"
                        + "\"finishedAt\":\"2026-03-02T09:00:01Z\"}}"
                : "";
        try {
            return new ResourceSnapshot("c", at, 1, false, (ObjectNode) MAPPER.readTree("""
                            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","uid":"u"},
                             "spec":{"containers":[{"name":"web"}]},
                             "status":{"phase":"Running","containerStatuses":[{"name":"web","restartCount":1%s}]}}""".formatted(last)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
