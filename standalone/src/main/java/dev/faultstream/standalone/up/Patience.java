package dev.faultstream.standalone.up;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Is over when something has stayed the same for too long. */
final class Patience {
    private final Duration limit;
    private final Clock clock;
    private String last = "";
    private Instant since;

    Patience(Duration limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        this.since = clock.instant();
    }

    boolean isOver(String state) {
        Instant now = clock.instant();
        if (!state.equals(last)) {
            last = state;
            since = now;
        }
        return Duration.between(since, now).compareTo(limit) > 0;
    }
}
