package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.service.tracing.TraceContext;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Publishes what is new about a failure, as a CloudEvent, and remembers it. */
final class PublishProcessor extends ContextualProcessor<String, Candidate, String, ExplainedFailure> {
    private final JoinObserver observer;
    private final ExplainedTraces traces;

    @SuppressWarnings("NullAway.Init") // set by init, before the first record
    private PublishedStore published;

    PublishProcessor(JoinObserver observer, ExplainedTraces traces) {
        this.observer = observer;
        this.traces = traces;
    }

    @Override
    public void init(ProcessorContext<String, ExplainedFailure> context) {
        super.init(context);
        published = PublishedStore.of(context);
    }

    @Override
    public void process(Record<String, Candidate> record) {
        String id = record.key();
        Candidate candidate = record.value();
        TraceContext at = traces.arrived(record);
        if (candidate.isTombstone()) {
            published.delete(id);
            forward(id, null, record.timestamp(), null);
            return;
        }
        Optional<Publication> publication = candidate.decide(published.find(id));
        if (publication.isEmpty()) {
            observer.suppressed();
            return;
        }
        Published next = publication.get().next();
        published.put(id, next);
        ExplainedFailure explained = next.explained();
        Transition transition = publication.get().transition();
        Headers headers = new CloudEvent(explained, transition, next.at()).headers();
        traces.publish(id, explained, transition, at, headers);
        forward(id, explained, next.at().toEpochMilli(), headers);
        observer.published(explained, transition);
    }

    private void forward(String id, @Nullable ExplainedFailure value, long timestamp, @Nullable Headers headers) {
        Record<String, ExplainedFailure> record = new Record<>(id, value, Math.max(0, timestamp));
        context().forward(headers == null ? record : record.withHeaders(headers));
    }
}
