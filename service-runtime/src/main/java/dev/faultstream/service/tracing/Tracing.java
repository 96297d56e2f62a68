package dev.faultstream.service.tracing;

import dev.faultstream.service.config.Config;
import dev.faultstream.service.metrics.BuildInfo;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Begins and goes on with traces. Off unless an endpoint is set: then no step is followed and no record gets a header.
 * Spans wait in a bounded queue; what does not fit, or what the endpoint does not take, is dropped. Thread-safe; closed
 * by whoever made it, after what uses it.
 */
public final class Tracing implements AutoCloseable {
    private static final Tracing OFF = new Tracing(null, () -> {});
    private static final String SCOPE = "dev.faultstream";
    private static final String TRACE_PARENT = "traceparent";
    private static final long CLOSE_SECONDS = 5;
    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return List.of(TRACE_PARENT);
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            Header header = headers == null ? null : headers.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    };

    private final @Nullable Tracer tracer;
    private final Runnable closing;

    private Tracing(@Nullable Tracer tracer, Runnable closing) {
        this.tracer = tracer;
        this.closing = closing;
    }

    /** Follows nothing. */
    public static Tracing off() {
        return OFF;
    }

    /** Gives its spans to somebody, who closes the provider. */
    public static Tracing over(TracerProvider provider) {
        return new Tracing(provider.get(SCOPE), () -> {});
    }

    /** As configured with {@link TracingKeys}; connects to nothing before there are spans. */
    public static Tracing from(Config config, String service) {
        return config.find(TracingKeys.ENDPOINT)
                .map(endpoint -> {
                    OtlpHttpSpanExporterBuilder exporter =
                            OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString());
                    config.find(TracingKeys.AUTHORIZATION)
                            .ifPresent(value -> exporter.addHeader("Authorization", value.value()));
                    SdkTracerProvider provider = SdkTracerProvider.builder()
                            .setResource(Resource.getDefault()
                                    .merge(Resource.create(Attributes.builder()
                                            .put("service.name", "faultstream-" + service)
                                            .put("service.version", BuildInfo.version())
                                            .build())))
                            .setSampler(Sampler.parentBased(
                                    Sampler.traceIdRatioBased(config.get(TracingKeys.SAMPLE_RATIO))))
                            .addSpanProcessor(
                                    BatchSpanProcessor.builder(exporter.build()).build())
                            .build();
                    return new Tracing(
                            provider.get(SCOPE), () -> provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS));
                })
                .orElse(OFF);
    }

    /** Whether anything is followed. */
    public boolean isOn() {
        return tracer != null;
    }

    /** Where the record's writer was; null when nobody follows. */
    public @Nullable TraceContext contextOf(Headers headers) {
        if (tracer == null || headers.lastHeader(TRACE_PARENT) == null) {
            return null;
        }
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, GETTER);
        SpanContext span = Span.fromContext(context).getSpanContext();
        return span.isValid() && span.isSampled() ? TraceContext.of(span) : null;
    }

    /** A step that begins a trace and writes a record; followed as often as configured. */
    public Step begin(String name) {
        return tracer == null
                ? Step.NONE
                : new Step(tracer.spanBuilder(name)
                        .setNoParent()
                        .setSpanKind(SpanKind.PRODUCER)
                        .startSpan());
    }

    /** A step that reads a record; not followed when there is nothing to go on from. */
    public Step read(String name, @Nullable TraceContext from) {
        return step(name, SpanKind.CONSUMER, from, null);
    }

    /**
     * A step that writes a record; not followed when there is nothing to go on from.
     *
     * @param other a place in another trace that it goes on from too; null when there is none
     */
    public Step write(String name, @Nullable TraceContext from, @Nullable TraceContext other) {
        return step(name, SpanKind.PRODUCER, from, other);
    }

    /** A step that asks another system for something; not followed when there is nothing to go on from. */
    public Step call(String name, @Nullable TraceContext from) {
        return step(name, SpanKind.CLIENT, from, null);
    }

    private Step step(String name, SpanKind kind, @Nullable TraceContext from, @Nullable TraceContext other) {
        if (tracer == null || from == null) {
            return Step.NONE;
        }
        SpanBuilder span = tracer.spanBuilder(name).setParent(from.asParent()).setSpanKind(kind);
        if (other != null) {
            span.addLink(other.span());
        }
        return new Step(span.startSpan());
    }

    @Override
    public void close() {
        closing.run();
    }
}
