package dev.faultstream.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Makes meters as their {@link MeterSpec} describes them, in one registry. Tag values are given in the order of
 * {@link MeterSpec#tags()}. Thread-safe; the same meter is given for the same tags.
 */
public final class Meters {
    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The registry, for binders of libraries. */
    public MeterRegistry registry() {
        return registry;
    }

    /** The counter of these tag values. */
    public Counter counter(MeterSpec spec, String... tagValues) {
        require(spec, MeterSpec.Kind.COUNTER);
        return Counter.builder(spec.meterName())
                .description(spec.description())
                .baseUnit(spec.unit())
                .tags(tags(spec, tagValues))
                .register(registry);
    }

    /** The timer of these tag values; publishes a histogram. */
    public Timer timer(MeterSpec spec, String... tagValues) {
        require(spec, MeterSpec.Kind.TIMER);
        List<Duration> buckets = spec.buckets();
        return Timer.builder(spec.meterName())
                .description(spec.description())
                .publishPercentileHistogram(buckets.isEmpty())
                .serviceLevelObjectives(buckets.toArray(Duration[]::new))
                .tags(tags(spec, tagValues))
                .register(registry);
    }

    /**
     * A timer whose count and total are kept by somebody else, who can be cheaper than a timer; without a histogram. The
     * caller keeps the state: the registry lets go of the meter with it.
     *
     * @param nanos gives the total, in nanoseconds
     */
    public <T> FunctionTimer timer(
            MeterSpec spec, T state, ToLongFunction<T> count, ToDoubleFunction<T> nanos, String... tagValues) {
        require(spec, MeterSpec.Kind.TIMER);
        return FunctionTimer.builder(spec.meterName(), state, count, nanos, TimeUnit.NANOSECONDS)
                .description(spec.description())
                .tags(tags(spec, tagValues))
                .register(registry);
    }

    /** The distribution summary of these tag values; publishes a histogram. */
    public DistributionSummary summary(MeterSpec spec, String... tagValues) {
        require(spec, MeterSpec.Kind.SUMMARY);
        return DistributionSummary.builder(spec.meterName())
                .description(spec.description())
                .baseUnit(spec.unit())
                .publishPercentileHistogram()
                .tags(tags(spec, tagValues))
                .register(registry);
    }

    /** Registers a gauge of these tag values. The registry keeps the supplier until the gauge is removed. */
    public Gauge gauge(MeterSpec spec, Supplier<Number> value, String... tagValues) {
        require(spec, MeterSpec.Kind.GAUGE);
        return Gauge.builder(spec.meterName(), value)
                .description(spec.description())
                .baseUnit(spec.unit())
                .tags(tags(spec, tagValues))
                .register(registry);
    }

    /** Takes meters out of the registry. */
    public void remove(Iterable<? extends Meter> meters) {
        meters.forEach(registry::remove);
    }

    private static void require(MeterSpec spec, MeterSpec.Kind kind) {
        if (spec.kind() != kind) {
            throw new IllegalArgumentException(spec.meterName() + " is a " + spec.kind() + ", not a " + kind);
        }
    }

    private static Tags tags(MeterSpec spec, String... values) {
        List<String> keys = spec.tags();
        if (keys.size() != values.length) {
            throw new IllegalArgumentException(spec.meterName() + " has the tags " + keys);
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            pairs.add(keys.get(i));
            pairs.add(values[i]);
        }
        return Tags.of(pairs.toArray(String[]::new));
    }
}
