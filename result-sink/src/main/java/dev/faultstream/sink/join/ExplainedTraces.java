package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.service.tracing.RecentContexts;
import dev.faultstream.service.tracing.Step;
import dev.faultstream.service.tracing.TraceContext;
import dev.faultstream.service.tracing.Tracing;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Follows failures through the join. One explanation serves many failures: each goes on from its own latest revision,
 * and tells of the trace in which the model was asked. Used by one task's thread.
 */
final class ExplainedTraces {
    private final Tracing tracing;
    private final RecentContexts revisions = new RecentContexts();

    ExplainedTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Takes note of where a candidate comes from; null when nobody follows. */
    @Nullable
    TraceContext arrived(Record<String, Candidate> record) {
        if (!tracing.isOn()) {
            return null;
        }
        TraceContext context = tracing.contextOf(record.headers());
        if (record.value() instanceof Candidate.Revision) {
            revisions.put(record.key(), context);
        }
        return context;
    }

    /** Adds to the headers of a record that is published how it is followed. */
    void publish(String id, ExplainedFailure explained, Transition transition, @Nullable TraceContext at, Headers to) {
        if (!tracing.isOn()) {
            return;
        }
        TraceContext own = revisions.find(id);
        boolean sameTrace = own == null || (at != null && at.isInTraceOf(own));
        try (Step step = tracing.write("publish k8s-failures-explained", sameTrace ? at : own, sameTrace ? null : at)) {
            step.put("k8s.cluster.name", explained.failure().cluster())
                    .put("faultstream.rule", explained.failure().rule())
                    .put("faultstream.failure", id)
                    .put("faultstream.transition", transition.word());
            step.writeTo(to);
        }
    }
}
