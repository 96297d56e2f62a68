package dev.faultstream.watcher.informer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures in a row: twice as long each time up to a limit, and not all at the same moment. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** How many failures there were since the last success. */
    int failures() {
        return failures;
    }

    void succeeded() {
        failures = 0;
    }

    /** Counts a failure; returns how long to wait, at least as long as the server wishes. */
    Duration failed(Duration wish) {
        failures++;
        long longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures - 1, 10));
        Duration own = Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
        Duration limited = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        return own.compareTo(limited) > 0 ? own : limited.plusMillis(random.nextLong(FIRST.toMillis()));
    }
}
