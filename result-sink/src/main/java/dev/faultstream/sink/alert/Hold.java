package dev.faultstream.sink.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * Whether a receiver is to be told something else before.
 *
 * @param delay when to ask again; zero when nothing has to come before
 * @param first failures to be told again now, because they have to come before
 */
public record Hold(Duration delay, List<String> first) {
    /** Nothing has to come before. */
    public static final Hold NONE = new Hold(Duration.ZERO, List.of());

    public Hold {
        requireNonNull(delay, "delay");
        first = List.copyOf(first);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative: " + delay);
        }
    }

    /** A hold for so long. */
    public static Hold of(Duration delay) {
        return new Hold(delay, List.of());
    }

    /** Whether the receiver may be told now. */
    public boolean isOver() {
        return delay.isZero();
    }
}
