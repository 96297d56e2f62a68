package dev.faultstream.sink.work;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When something that failed is tried again: after twice as long each time, with some chance in it.
 *
 * @param first the longest wait after the first attempt
 * @param max the longest wait of all
 * @param attempts how often one thing is tried before it is left until the next reconcile
 */
public record Backoff(Duration first, Duration max, int attempts) {
    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("first must be positive and at most max: " + first + ", " + max);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
        }
    }

    /** Half a second to a minute, eight times. */
    public static Backoff standard() {
        return new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1), 8);
    }

    /** The wait after the given attempt, counted from 1: between half of its longest and all of it. */
    public Duration after(int attempt, RandomGenerator random) {
        long longest = Math.min(max.toMillis(), first.toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(longest - random.nextLong(longest / 2 + 1));
    }
}
