package dev.faultstream.service.metrics;

import dev.faultstream.service.http.HealthChecks;
import io.micrometer.core.instrument.Gauge;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Keeps a gauge for each readiness check that there is. Thread-safe. */
final class HealthMeters {
    private final Meters meters;
    private final HealthChecks checks;
    private final Map<String, Gauge> gauges = new TreeMap<>();

    HealthMeters(Meters meters, HealthChecks checks) {
        this.meters = meters;
        this.checks = checks;
    }

    void bind() {
        meters.gauge(ServiceMeter.READY, () -> checks.isReady() ? 1 : 0);
        checks.onChange(this::follow);
    }

    private synchronized void follow(Set<String> names) {
        for (String gone : List.copyOf(gauges.keySet())) {
            if (!names.contains(gone)) {
                meters.remove(List.of(gauges.remove(gone)));
            }
        }
        for (String name : names) {
            gauges.computeIfAbsent(
                    name, check -> meters.gauge(ServiceMeter.CHECK, () -> checks.isReady(check) ? 1 : 0, check));
        }
    }
}
