package dev.faultstream.sink;

import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.alert.DeliveryException.Fault;
import dev.faultstream.sink.alert.OutputObserver;
import dev.faultstream.sink.join.Transition;
import java.time.Duration;

/** Counts what one output does. */
final class OutputMeters implements OutputObserver {
    private final Meters meters;
    private final String output;

    OutputMeters(Meters meters, String output) {
        this.meters = meters;
        this.output = output;
        // There from the start, so that a first one is seen as an increase.
        for (Transition transition : Transition.values()) {
            meters.counter(SinkMeter.OUTPUTS_DELIVERED, output, transition.word());
        }
        for (Fault fault : Fault.values()) {
            meters.counter(SinkMeter.OUTPUTS_RETRIED, output, fault.word());
        }
        meters.counter(SinkMeter.OUTPUTS_DEAD, output);
    }

    @Override
    public void delivered(Transition transition, boolean repeat, Duration delay) {
        meters.counter(SinkMeter.OUTPUTS_DELIVERED, output, repeat ? "repeated" : transition.word())
                .increment();
        if (!repeat) {
            meters.timer(SinkMeter.OUTPUTS_DELAY, output).record(delay);
        }
    }

    @Override
    public void retried(Fault fault) {
        meters.counter(SinkMeter.OUTPUTS_RETRIED, output, fault.word()).increment();
    }

    @Override
    public void dead() {
        meters.counter(SinkMeter.OUTPUTS_DEAD, output).increment();
    }
}
