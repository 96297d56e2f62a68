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
import dev.faultstream.standalone.Receivers;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample through all services, followed from the watcher to whom the failures are told; and not followed. */
class TracingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String EXPLAINED = "publish k8s-failures-explained";
    private static final String DELIVERED = "deliver cloudevents";
    private static final String WRITTEN = "write Result";
    private static final AttributeKey<String> TRANSITION = AttributeKey.stringKey("faultstream.transition");
    private static final AttributeKey<String> ACTION = AttributeKey.stringKey("faultstream.action");

    private static EmbeddedKafka kafka;

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private Receivers receivers;

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

    @BeforeEach
    void startReceivers() throws Exception {
        receivers = new Receivers();
    }

    @AfterEach
    void stopReceivers() {
        receivers.close();
    }

    @Test
    void shouldFollowAChangeFromTheWatcherToTheAlertAndTheResult() throws Exception {
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
        Map<String, List<String>> ways = ways(EXPLAINED, TRANSITION, spans);
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

        Map<String, List<String>> alerts = ways(DELIVERED, TRANSITION, spans);
        assertThat(alerts).containsKeys("opened", "explained", "resolved");
        assertThat(alerts.get("opened")).contains(direct + " > " + DELIVERED);
        assertThat(alerts.get("resolved")).contains(direct + " > " + DELIVERED);
        assertThat(alerts.values().stream().flatMap(List::stream))
                .allMatch(way -> way.equals(direct + " > " + DELIVERED) || way.equals(explained + " > " + DELIVERED));
        Map<String, List<String>> written = ways(WRITTEN, ACTION, spans);
        assertThat(written).containsKeys("created", "status", "deleted");
        assertThat(written.get("created")).contains(direct + " > " + WRITTEN);
        assertThat(written.get("deleted")).contains(direct + " > " + WRITTEN);
        assertThat(tracesOf(DELIVERED, spans)).containsAnyElementsOf(tracesOf(WRITTEN, spans));
        // Whoever is told goes on where it was told.
        Set<String> places = spans.values().stream()
                .filter(span -> span.getName().equals(DELIVERED))
                .map(span -> "00-" + span.getTraceId() + '-' + span.getSpanId())
                .collect(Collectors.toSet());
        assertThat(contexts("Traceparent")).isNotEmpty().isSubsetOf(places);
        assertThat(contexts("Ce-traceparent")).isEqualTo(contexts("Traceparent"));
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
        await().atMost(PATIENCE).until(() -> !receivers.told().isEmpty());
        assertThat(contexts("Traceparent")).isEmpty();
        assertThat(contexts("Ce-traceparent")).isEmpty();
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
        values.put("outputs.hook.type", "cloudevents");
        values.put("outputs.hook.url", receivers.hook());
        values.put("outputs.hook.root-causes-only", "false");
        values.put("sink.results.enabled", "true");
        values.put("sink.results.kubeconfig", receivers.kubeconfig(folder).toString());
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
                        && !receivers.told().isEmpty()
                : published.stream()
                                        .filter(span -> "explained"
                                                .equals(span.getAttributes().get(TRANSITION)))
                                        .count()
                                >= explained
                        && has(DELIVERED, TRANSITION, "resolved")
                        && has(DELIVERED, TRANSITION, "explained")
                        && has(WRITTEN, ACTION, "deleted");
    }

    private boolean has(String name, AttributeKey<String> key, String value) {
        return exporter.getFinishedSpanItems().stream()
                .anyMatch(span -> span.getName().equals(name)
                        && value.equals(span.getAttributes().get(key)));
    }

    /** The places in traces that the webhook was told in such headers. */
    private Set<String> contexts(String header) {
        return receivers.told().stream()
                .flatMap(headers -> headers.getOrDefault(header, List.of()).stream())
                .map(context -> context.substring(0, context.lastIndexOf('-')))
                .collect(Collectors.toSet());
    }

    private static Set<String> tracesOf(String name, Map<String, SpanData> spans) {
        return spans.values().stream()
                .filter(span -> span.getName().equals(name))
                .map(SpanData::getTraceId)
                .collect(Collectors.toSet());
    }

    /** The ways to all steps of a name, by what an attribute says. */
    private static Map<String, List<String>> ways(String name, AttributeKey<String> key, Map<String, SpanData> spans) {
        Map<String, List<String>> ways = new TreeMap<>();
        for (SpanData span : spans.values()) {
            if (span.getName().equals(name)) {
                ways.computeIfAbsent(String.valueOf(span.getAttributes().get(key)), value -> new ArrayList<>())
                        .add(way(span, spans));
            }
        }
        return ways;
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
