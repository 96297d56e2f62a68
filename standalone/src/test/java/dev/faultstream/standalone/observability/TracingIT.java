package dev.faultstream.standalone.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.explainer.ExplainerDefinition;
import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.http.HealthChecks;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.sink.SinkDefinition;
import dev.faultstream.standalone.Samples;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.up.StubModel;
import dev.faultstream.watcher.WatcherDefinition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample through all services, followed from the watcher to the explained record; and not followed. */
class TracingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String EXPLAINED = "publish k8s-failures-explained";
    private static final AttributeKey<String> TRANSITION = AttributeKey.stringKey("faultstream.transition");

    private static EmbeddedKafka kafka;

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    @TempDir
    Path folder;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary());
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void shouldFollowAChangeFromTheWatcherToTheExplainedFailure() throws Exception {
        // When
        TopicNames topics = new TopicNames("on-");
        Map<String, SpanData> spans;
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            playSample(topics, Tracing.over(provider), 30);
            spans = exporter.getFinishedSpanItems().stream()
                    .collect(Collectors.toMap(SpanData::getSpanId, span -> span, (one, other) -> one));
        }

        // Then
        Map<String, List<String>> ways = new TreeMap<>();
        for (SpanData span : spans.values()) {
            if (span.getName().equals(EXPLAINED)) {
                ways.computeIfAbsent(
                                String.valueOf(span.getAttributes().get(TRANSITION)), transition -> new ArrayList<>())
                        .add(way(span, spans));
            }
        }
        String direct = "publish k8s-resource-snapshots > analyze > publish k8s-failures > " + EXPLAINED;
        String explained = "publish k8s-resource-snapshots > analyze > publish k8s-failures > explain > "
                + "publish k8s-explanations > " + EXPLAINED;
        assertThat(ways).containsKeys("opened", "explained", "resolved");
        assertThat(ways.get("opened")).isNotEmpty().allMatch(direct::equals);
        assertThat(ways.get("resolved")).isNotEmpty().allMatch(direct::equals);
        assertThat(ways.get("explained"))
                .contains(explained)
                .allMatch(way -> way.equals(explained) || way.equals(direct));
        assertThat(followed(topics.failuresExplained())).isGreaterThan(0.9);
        assertThat(followed(topics.failures())).isGreaterThan(0.9);
    }

    @Test
    void shouldAddNothingToARecordWhenItIsOff() throws Exception {
        // When
        TopicNames topics = new TopicNames("off-");
        playSample(topics, Tracing.off(), 0);

        // Then
        assertThat(followed(topics.resourceSnapshots())).isZero();
        assertThat(followed(topics.failures())).isZero();
        assertThat(followed(topics.explanations())).isZero();
        assertThat(followed(topics.failuresExplained())).isZero();
    }

    /** Plays until so many records have been explained by the model, or anything was published for 0. */
    private void playSample(TopicNames topics, Tracing tracing, int explained) throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        values.put("topics.prefix", topics.prefix());
        values.put("topics.partitions", "1");
        values.put("topics.replication-factor", "1");
        values.put("analyzer.state-dir", folder.resolve("analyzer").toString());
        values.put("sink.join.state-dir", folder.resolve("sink").toString());
        values.put("silence.watch", "false");
        values.put("explainer.group", topics.prefix() + "explainer");
        values.put("watcher.recording.paths", Samples.SHOP.toString());
        Deque<Service> running = new ArrayDeque<>();
        try (StubModel model = new StubModel()) {
            values.put("model.url", model.url());
            values.put("model.name", "stub");
            ServiceSettings settings = new ServiceSettings(Map.of(), values);
            for (ServiceDefinition definition : List.of(
                    new AnalyzerDefinition(),
                    new SinkDefinition(),
                    new ExplainerDefinition(),
                    new WatcherDefinition())) {
                Service service = definition.create(
                        settings.read(definition.configuration()),
                        new ServiceContext(new SimpleMeterRegistry(), new HealthChecks(), Clock.systemUTC(), tracing));
                running.push(service);
                service.start();
            }
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> isDone(topics, explained));
        } finally {
            running.forEach(Service::close);
        }
    }

    private boolean isDone(TopicNames topics, int explained) {
        List<SpanData> published = exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(EXPLAINED))
                .toList();
        return explained == 0
                ? read(topics.failuresExplained()).size() > 50
                        && !read(topics.explanations()).isEmpty()
                : published.stream()
                                        .filter(span -> "explained"
                                                .equals(span.getAttributes().get(TRANSITION)))
                                        .count()
                                >= explained
                        && published.stream().anyMatch(span -> "resolved"
                                .equals(span.getAttributes().get(TRANSITION)));
    }

    /** The names of the steps from the beginning of a trace to a span; all of one trace. */
    private static String way(SpanData span, Map<String, SpanData> spans) {
        Deque<String> names = new ArrayDeque<>();
        SpanData at = span;
        while (at != null) {
            assertThat(at.getTraceId()).isEqualTo(span.getTraceId());
            names.push(at.getName());
            at = spans.get(at.getParentSpanId());
        }
        return String.join(" > ", names);
    }

    /** The share of records with a value that carry a trace. */
    private static double followed(String topic) {
        List<ConsumerRecord<String, byte[]>> records =
                read(topic).stream().filter(record -> record.value() != null).toList();
        assertThat(records).isNotEmpty();
        long followed = records.stream()
                .filter(record -> {
                    Header header = record.headers().lastHeader("traceparent");
                    return header != null
                            && new String(header.value(), StandardCharsets.UTF_8)
                                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
                })
                .count();
        return (double) followed / records.size();
    }

    private static List<ConsumerRecord<String, byte[]>> read(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            }
        }
        return records;
    }
}
