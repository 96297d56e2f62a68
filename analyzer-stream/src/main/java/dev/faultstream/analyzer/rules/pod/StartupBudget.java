package dev.faultstream.analyzer.rules.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a container may take after its start before anybody expects it to be ready. */
final class StartupBudget {
    /** What Kubernetes takes for probes that do not say. */
    private static final int FAILURES = 3;

    private static final int PERIOD_SECONDS = 10;

    private StartupBudget() {}

    /** The instant, or the end of the container's budget when that is later; null when neither is known. */
    static @Nullable Instant after(@Nullable Instant instant, PodContainer container) {
        Instant started = container.isRunning() ? container.started() : null;
        Container spec = container.spec();
        if (started == null || spec == null) {
            return instant;
        }
        Instant end = started.plus(of(spec));
        return instant == null || end.isAfter(instant) ? end : instant;
    }

    private static Duration of(Container spec) {
        Duration startup = spec.getStartupProbe() == null ? Duration.ZERO : of(spec.getStartupProbe());
        return Stream.of(spec.getReadinessProbe(), spec.getLivenessProbe())
                .filter(probe -> probe != null && orElse(probe.getInitialDelaySeconds(), 0) > 0)
                .map(StartupBudget::of)
                .reduce(startup, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    private static Duration of(Probe probe) {
        return Duration.ofSeconds(orElse(probe.getInitialDelaySeconds(), 0)
                + (long) orElse(probe.getFailureThreshold(), FAILURES)
                        * orElse(probe.getPeriodSeconds(), PERIOD_SECONDS));
    }

    private static int orElse(@Nullable Integer value, int other) {
        return value == null ? other : value;
    }
}
