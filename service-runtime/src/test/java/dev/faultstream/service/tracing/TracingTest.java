package dev.faultstream.service.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigSources;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final Tracing tracing = Tracing.over(provider);
    private final Headers headers = new RecordHeaders();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void shouldGoOnInTheNextServiceWhereTheRecordWasWritten() {
        // Given
        try (Step step = tracing.begin("write")) {
            step.writeTo(headers);
        }

        // When
        try (Step step = tracing.read("read", tracing.contextOf(headers))) {
            step.put("a", "b").put("c", null);
        }

        // Then
        SpanData write = spans.getFinishedSpanItems().get(0);
        SpanData read = spans.getFinishedSpanItems().get(1);
        assertThat(new String(headers.lastHeader("traceparent").value(), UTF_8))
                .matches("00-" + write.getTraceId() + "-" + write.getSpanId() + "-0[13]"); // 2: the id is random
        assertThat(read.getTraceId()).isEqualTo(write.getTraceId());
        assertThat(read.getParentSpanId()).isEqualTo(write.getSpanId());
        assertThat(read.getAttributes().size()).isEqualTo(1);
    }

    @Test
    void shouldTellAnotherSystemWhereToGoOn() {
        // Given
        headers.add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8));
        headers.add("tracestate", "vendor=1".getBytes(UTF_8));

        // When
        Map<String, String> told;
        try (Step step = tracing.call("call", tracing.contextOf(headers)).put("n", 3)) {
            told = step.context() == null ? Map.of() : step.context().headers();
        }

        // Then
        SpanData call = spans.getFinishedSpanItems().get(0);
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getAttributes().asMap()).containsValue(3L);
        assertThat(told).containsOnlyKeys("traceparent", "tracestate");
        assertThat(told.get("traceparent"))
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-" + call.getSpanId() + "-0");
    }

    @Test
    void shouldTellOfAnotherTraceThatItGoesOnFrom() {
        // Given
        TraceContext own = tracing.begin("own").context();
        TraceContext other = tracing.begin("other").context();

        // When
        tracing.write("both", own, other).close();

        // Then
        SpanData both = spans.getFinishedSpanItems().get(0);
        assertThat(own).isNotNull();
        assertThat(other).isNotNull();
        assertThat(both.getTraceId()).isEqualTo(own.span().getTraceId());
        assertThat(both.getLinks())
                .extracting(link -> link.getSpanContext().getTraceId())
                .containsExactly(other.span().getTraceId());
        assertThat(own.isInTraceOf(other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"})
    void shouldFollowNothingWhenNobodyDidBefore(String header) {
        // Given
        headers.add("traceparent", header.getBytes(UTF_8));

        // When
        try (Step step = tracing.read("read", tracing.contextOf(headers))) {
            step.put("a", "b").failed("why");

            // Then
            assertThat(step.context()).isNull();
        }
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void shouldAddNothingWhenItIsOff() {
        // When
        Step step = Tracing.off().begin("write");
        step.writeTo(headers);

        // Then
        assertThat(headers).isEmpty();
        assertThat(step.context()).isNull();
        assertThat(Tracing.from(config(Map.of()), "test").isOn()).isFalse();
    }

    @Test
    void shouldAddNothingToARecordThatIsNotSampled() {
        // Given
        try (SdkTracerProvider never =
                SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build()) {
            // When
            Tracing.over(never).begin("write").writeTo(headers);
        }

        // Then
        assertThat(headers).isEmpty();
    }

    @Test
    void shouldSendSpansToTheEndpoint() throws Exception {
        // Given
        BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(exchange.getRequestHeaders().getFirst("Authorization") + body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";

        // When
        try (Tracing sending = Tracing.from(
                config(Map.of(
                        "tracing.endpoint", endpoint,
                        "tracing.sample-ratio", "1",
                        "tracing.authorization", "Bearer hunter2")),
                "watcher")) {
            sending.begin("publish something").close();
        }

        // Then
        assertThat(requests.poll(20, TimeUnit.SECONDS))
                .startsWith("Bearer hunter2")
                .contains("faultstream-watcher", "publish something");
        collector.stop(0);
    }

    @Test
    void shouldRememberTheLatestOfSeveral() {
        // Given
        RecentContexts contexts = new RecentContexts();
        TraceContext first = tracing.begin("first").context();
        TraceContext second = tracing.begin("second").context();
        contexts.put("a", second);
        contexts.put("b", second);
        contexts.put("a", first);

        // Then
        assertThat(contexts.latest(List.of("a", "b", "c"))).isSameAs(first);
        assertThat(contexts.find("b")).isSameAs(second);

        // When
        contexts.forget("a", requireNonNull(second));

        // Then
        assertThat(contexts.find("a")).isSameAs(first);

        // When
        contexts.forget("a", requireNonNull(first));
        contexts.put("a", second);
        contexts.put("a", null);

        // Then
        assertThat(contexts.latest(List.of("a", "c"))).isNull();
    }

    @Test
    void shouldForgetTheOldest() {
        // Given
        RecentContexts contexts = new RecentContexts();
        TraceContext context = tracing.begin("any").context();

        // When
        for (int i = 0; i <= 10_000; i++) {
            contexts.put("name " + i, context);
        }

        // Then
        assertThat(contexts.find("name 0")).isNull();
        assertThat(contexts.find("name 1")).isNotNull();
    }

    private static Config config(Map<String, String> flags) {
        return ConfigReader.read(TracingKeys.TABLE, new ConfigSources(null, Map.of(), flags));
    }
}
