package dev.faultstream.sink;

import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.result.ApiFault;
import dev.faultstream.sink.result.ResultObserver;

/** Counts what the writer of Results does. */
final class ResultMeters implements ResultObserver {
    private final Meters meters;

    ResultMeters(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void written(String action) {
        meters.counter(SinkMeter.RESULTS_WRITTEN, action).increment();
    }

    @Override
    public void fault(ApiFault fault) {
        meters.counter(SinkMeter.RESULTS_FAULTS, fault.word()).increment();
    }

    @Override
    public void unreadable(String topic) {
        meters.counter(SinkMeter.DEAD_LETTERS, topic).increment();
    }
}
