package dev.faultstream.service.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A place in a trace that somebody follows, from which a later step goes on. Immutable. */
public final class TraceContext {
    private static final TextMapSetter<Map<String, String>> SETTER = (headers, name, value) -> {
        if (headers != null) {
            headers.put(name, value);
        }
    };

    private final SpanContext span;

    private TraceContext(SpanContext span) {
        this.span = span;
    }

    static TraceContext of(SpanContext span) {
        return new TraceContext(span);
    }

    /** Whether both belong to the same trace. */
    public boolean isInTraceOf(TraceContext other) {
        return span.getTraceId().equals(other.span.getTraceId());
    }

    /** What another system is told to go on from here: the headers of W3C trace context, with names in lower case. */
    public Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        W3CTraceContextPropagator.getInstance().inject(asParent(), headers, SETTER);
        return Collections.unmodifiableMap(headers);
    }

    SpanContext span() {
        return span;
    }

    Context asParent() {
        return Context.root().with(Span.wrap(span));
    }

    @Override
    public String toString() {
        return span.getTraceId() + '-' + span.getSpanId();
    }
}
