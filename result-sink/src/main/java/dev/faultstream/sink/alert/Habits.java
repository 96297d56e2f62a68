package dev.faultstream.sink.alert;

import java.time.Duration;

/**
 * How a receiver wants to be told.
 *
 * @param everyTransition whether it wants each event, as long as it keeps up; else the present state is enough
 * @param repeat how often it is told again of what is still open; zero for never
 * @param repeatAtStart whether it is told again at once when the output starts
 * @param afterglow for how long it is told again of what has been resolved; zero for not
 * @param batch how many notices it takes at once
 */
public record Habits(boolean everyTransition, Duration repeat, boolean repeatAtStart, Duration afterglow, int batch) {
    public Habits {
        if (repeat.isNegative() || afterglow.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative: " + repeat + ", " + afterglow);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1: " + batch);
        }
    }

    boolean repeats() {
        return !repeat.isZero();
    }
}
