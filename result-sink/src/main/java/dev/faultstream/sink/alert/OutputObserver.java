package dev.faultstream.sink.alert;

import dev.faultstream.sink.alert.DeliveryException.Fault;
import dev.faultstream.sink.join.Transition;
import java.time.Duration;

/** Is told what an output does. Must be quick and thread-safe and must not throw. */
public interface OutputObserver {
    /**
     * The receiver took a notice.
     *
     * @param delay how long it was on its way since it was read; zero when it was told again
     */
    void delivered(Transition transition, boolean repeat, Duration delay);

    /** The receiver did not take a notice, which is tried again. */
    void retried(Fault fault);

    /** A notice was given up and put aside. */
    void dead();

    /** An observer that does not care. */
    static OutputObserver none() {
        return new OutputObserver() {
            @Override
            public void delivered(Transition transition, boolean repeat, Duration delay) {}

            @Override
            public void retried(Fault fault) {}

            @Override
            public void dead() {}
        };
    }
}
