package dev.faultstream.service.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;

/** A place in a trace that somebody follows, from which a later step goes on. Immutable. */
public final class TraceContext {
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
