package dev.faultstream.sink.join;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.service.tracing.Tracing;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Makes the publishing processors and brings their store. */
final class PublishSupplier implements ProcessorSupplier<String, Candidate, String, ExplainedFailure> {
    private final JoinObserver observer;
    private final Tracing tracing;

    PublishSupplier(JoinObserver observer, Tracing tracing) {
        this.observer = observer;
        this.tracing = tracing;
    }

    @Override
    public Processor<String, Candidate, String, ExplainedFailure> get() {
        return new PublishProcessor(observer, new ExplainedTraces(tracing));
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(PublishedStore.builder());
    }
}
