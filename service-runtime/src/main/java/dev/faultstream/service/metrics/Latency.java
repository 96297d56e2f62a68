package dev.faultstream.service.metrics;

import static java.util.Objects.requireNonNull;

import dev.faultstream.service.config.ConfigKey;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.ValueTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Measures how long it took from what was observed in a cluster until something came of it. What is older than
 * {@link #OLDEST} is not measured: that is a recording or history, which is no delay. Thread-safe.
 */
public final class Latency {
    /** What is further back counts as history. */
    public static final Duration OLDEST = Duration.ofHours(1);

    /** Upper bounds of the histograms. */
    public static final List<Duration> BUCKETS = List.of(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    public static final ConfigKey<Boolean> MEASURED = ConfigKey.of(
                    "latency.measure",
                    ValueTypes.bool(),
                    "Whether the time from an observation to what came of it is measured; not for recordings, whose"
                            + " observations are old.")
            .withDefault("true");

    /** Its only setting. */
    public static final ConfigTable TABLE = ConfigTable.of(MEASURED);

    private final Meters meters;
    private final Clock clock;
    private final boolean measured;

    /**
     * @param measured false to measure nothing
     */
    public Latency(Meters meters, Clock clock, boolean measured) {
        this.meters = requireNonNull(meters, "meters");
        this.clock = requireNonNull(clock, "clock");
        this.measured = measured;
    }

    /** Something came now of what was observed then. A clock that is ahead of ours counts as no delay. */
    public void until(MeterSpec spec, Instant observed, String... tagValues) {
        Duration age = Duration.between(observed, clock.instant());
        if (measured && age.compareTo(OLDEST) <= 0 && age.negated().compareTo(OLDEST) <= 0) {
            meters.timer(spec, tagValues).record(age.isNegative() ? Duration.ZERO : age);
        }
    }
}
