package dev.faultstream.watcher;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.service.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The gauge of how long a kind has been without an answer. Thread-safe. */
final class KindFreshness {
    private final Meters meters;
    private final Gauge gauge;
    private volatile Instant lastAnswer;

    KindFreshness(Meters meters, Clock clock, String cluster, KindRef kind) {
        this.meters = meters;
        this.lastAnswer = clock.instant();
        this.gauge = meters.gauge(
                WatcherMeter.KIND_AGE,
                () -> Duration.between(lastAnswer, clock.instant()).toMillis() / 1000.0,
                cluster,
                kind.toString());
    }

    void answered(Instant now) {
        lastAnswer = now;
    }

    void remove() {
        meters.remove(List.of(gauge));
    }
}
