package dev.faultstream.sink.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultstream.service.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultTracesTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final FakeResultServer server = new FakeResultServer();
    private final ResultSettings settings = ResultSamples.settings();
    private final ResultMapper mapper = new ResultMapper(settings);
    private final ResultLedger ledger = new ResultLedger();
    private final ResultApi api = new KubernetesResultApi(server.config(), settings);
    private final ResultTraces traces = new ResultTraces(Tracing.over(provider));
    private final ResultReconciler reconciler = new ResultReconciler(ledger, api, ResultObserver.none(), traces);

    @AfterEach
    void close() {
        api.close();
        server.close();
        provider.close();
    }

    @Test
    void shouldFollowARevisionUntilItIsWritten() {
        // Given
        server.fail(request -> request.startsWith("PATCH"), 500, "{}", Map.of(), 1);
        ledger.want("f-1", mapper.map(ResultSamples.open("f-1", 1, "message")));
        traces.arrived("f-1", followed());

        // When
        assertThatThrownBy(() -> reconciler.reconcile("f-1")).isInstanceOf(ApiFaultException.class);
        reconciler.reconcile("f-1");

        // Then
        assertThat(take()).containsExactly("created ERROR unavailable", "created UNSET ", "status UNSET ");

        // When
        ledger.want("f-1", null);
        traces.arrived("f-1", followed());
        reconciler.reconcile("f-1");

        // Then
        assertThat(take()).containsExactly("deleted UNSET ");
    }

    @Test
    void shouldNotFollowWhatIsWrittenForAnotherReason() {
        // Given
        ledger.want("f-1", mapper.map(ResultSamples.open("f-1", 1, "message")));
        traces.arrived("f-1", followed());
        reconciler.reconcile("f-1");
        assertThat(take()).hasSize(2);

        // When
        ledger.forget("f-1");
        server.remove(server.results().keySet().iterator().next());
        assertThat(reconciler.reconcile("f-1")).isTrue();

        // Then
        assertThat(server.results()).hasSize(1);
        assertThat(take()).isEmpty();
    }

    private List<String> take() {
        List<SpanData> taken = spans.getFinishedSpanItems();
        assertThat(taken)
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(TRACE))
                .allSatisfy(span -> assertThat(span.getName()).isEqualTo("write Result"))
                .allSatisfy(span -> assertThat(span.getAttributes().get(AttributeKey.stringKey("faultstream.failure")))
                        .isEqualTo("f-1"));
        spans.reset();
        return taken.stream()
                .map(span -> span.getAttributes().get(AttributeKey.stringKey("faultstream.action"))
                        + ' '
                        + span.getStatus().getStatusCode()
                        + ' '
                        + span.getStatus().getDescription())
                .toList();
    }

    private static Headers followed() {
        return new RecordHeaders().add("traceparent", ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(UTF_8));
    }
}
