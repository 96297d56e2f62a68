package dev.faultstream.explainer.model;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before an attempt: doubling, with jitter, never shorter than the server asked for. */
final class Backoff {
    private static final int LARGEST_SHIFT = 20;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /**
     * The wait after a failed attempt.
     *
     * @param failed how many attempts have failed, at least 1
     */
    Duration after(int failed, ModelException problem) {
        long doubled = first.toMillis() << Math.min(failed - 1, LARGEST_SHIFT);
        long bounded = Math.min(doubled, longest.toMillis());
        long jittered = bounded / 2 + (long) (random.nextDouble() * bounded / 2);
        long asked = problem.retryAfter().map(Duration::toMillis).orElse(0L);
        return Duration.ofMillis(Math.min(Math.max(jittered, asked), longest.toMillis()));
    }
}
