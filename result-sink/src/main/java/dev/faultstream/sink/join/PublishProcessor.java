package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Publishes what is new about a failure, as a CloudEvent, and remembers it. */
final class PublishProcessor extends ContextualProcessor<String, Candidate, String, ExplainedFailure> {
    private final JoinObserver observer;

    @SuppressWarnings("NullAway.Init") // set by init, before the first record
    private PublishedStore published;

    PublishProcessor(JoinObserver observer) {
        this.observer = observer;
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
        forward(id, explained, next.at().toEpochMilli(), new CloudEvent(explained, transition, next.at()));
        observer.published(explained, transition);
    }

    private void forward(String id, @Nullable ExplainedFailure value, long timestamp, @Nullable CloudEvent event) {
        Record<String, ExplainedFailure> record = new Record<>(id, value, Math.max(0, timestamp));
        context().forward(event == null ? record : record.withHeaders(event.headers()));
    }
}
