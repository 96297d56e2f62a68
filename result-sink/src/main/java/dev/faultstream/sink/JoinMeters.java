package dev.faultstream.sink;

import dev.faultstream.schemas.explanation.ExplainedFailure;
import dev.faultstream.schemas.explanation.ExplainedFailure.Source;
import dev.faultstream.service.metrics.Latency;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.join.JoinObserver;
import dev.faultstream.sink.join.Transition;

/** Counts what the join does. */
final class JoinMeters implements JoinObserver {
    private final Meters meters;
    private final Latency latency;

    JoinMeters(Meters meters, Latency latency) {
        this.meters = meters;
        this.latency = latency;
    }

    @Override
    public void published(ExplainedFailure failure, Transition transition) {
        String source = failure.explanation().source() == Source.MODEL ? "model" : "remedy";
        meters.counter(SinkMeter.PUBLISHED, transition.word(), source).increment();
        latency.until(SinkMeter.LATENCY, failure.failure().changedAt(), transition.word());
    }

    @Override
    public void suppressed() {
        meters.counter(SinkMeter.SUPPRESSED).increment();
    }

    @Override
    public void deadLetter(String topic) {
        meters.counter(SinkMeter.DEAD_LETTERS, topic).increment();
    }
}
