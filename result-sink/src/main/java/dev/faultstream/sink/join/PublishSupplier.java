package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the publishing processors and brings their store. */
final class PublishSupplier implements ProcessorSupplier<String, Candidate, String, ExplainedFailure> {
    private final JoinObserver observer;

    PublishSupplier(JoinObserver observer) {
        this.observer = observer;
    }

    @Override
    public Processor<String, Candidate, String, ExplainedFailure> get() {
        return new PublishProcessor(observer);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(PublishedStore.builder());
    }
}
