package dev.faultstream.sink.result;

import dev.faultstream.service.tracing.RecentContexts;
import dev.faultstream.service.tracing.Step;
import dev.faultstream.service.tracing.TraceContext;
import dev.faultstream.service.tracing.Tracing;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Follows revisions of failures to what is written of them. What is written for another reason, because somebody has
 * changed a Result or at the start, is not followed. Thread-safe.
 */
final class ResultTraces {
    private final Tracing tracing;
    private final RecentContexts revisions = new RecentContexts();

    ResultTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Something is to be written because of a record. */
    synchronized void arrived(String failureId, Headers headers) {
        revisions.put(failureId, tracing.contextOf(headers));
    }

    /** Where a failure's latest revision comes from; null when nobody follows, or it has been written. */
    synchronized @Nullable TraceContext find(String failureId) {
        return revisions.find(failureId);
    }

    /** All that was to be written of a revision has been. */
    synchronized void settled(String failureId, @Nullable TraceContext from) {
        if (from != null) {
            revisions.forget(failureId, from);
        }
    }

    /** Writes, and says what: {@code created}, {@code updated}, {@code status} or {@code deleted}. */
    <T extends @Nullable Object> T write(
            String failureId, String action, @Nullable TraceContext from, Supplier<T> request) {
        try (Step step = tracing.call("write Result", from)) {
            step.put("faultstream.failure", failureId).put("faultstream.action", action);
            try {
                return request.get();
            } catch (ApiFaultException e) {
                step.failed(e.fault().word());
                throw e;
            }
        }
    }
}
