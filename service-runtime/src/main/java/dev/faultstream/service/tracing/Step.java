package dev.faultstream.service.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Something that is being done, as a span; {@link #NONE} when nobody follows it. Ended by {@link #close}, by any thread,
 * once. What is put must be no value, message or prompt.
 */
public final class Step implements AutoCloseable {
    /** What nobody follows. */
    public static final Step NONE = new Step(Span.getInvalid());

    private static final TextMapSetter<Headers> SETTER = (headers, name, value) -> {
        if (headers != null) {
            headers.remove(name);
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    };

    private final Span span;

    Step(Span span) {
        this.span = span;
    }

    /** Adds what is known of the step; nothing when the value is null. */
    public Step put(String name, @Nullable String value) {
        if (value != null) {
            span.setAttribute(name, value);
        }
        return this;
    }

    /** Adds a number that is known of the step. */
    public Step put(String name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    /** It did not succeed, and why: no message of an exception, which may quote a record. */
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
    }

    /** Where a later step goes on; null when nobody follows. */
    public @Nullable TraceContext context() {
        return span.getSpanContext().isSampled() ? TraceContext.of(span.getSpanContext()) : null;
    }

    /** Has whoever reads the record go on from here; adds nothing when nobody follows. */
    public void writeTo(Headers headers) {
        if (span.getSpanContext().isSampled()) {
            W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, SETTER);
        }
    }

    @Override
    public void close() {
        span.end();
    }
}
