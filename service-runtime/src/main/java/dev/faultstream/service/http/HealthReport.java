package dev.faultstream.service.http;

import java.util.Map;
import java.util.TreeMap;

/** The state of a service as its HTTP endpoints tell it. */
record HealthReport(boolean ok, Map<String, String> reasons) {
    static HealthReport starting() {
        return new HealthReport(false, Map.of("service", "is starting"));
    }

    static HealthReport of(Map<String, Health> results) {
        Map<String, String> reasons = new TreeMap<>();
        results.forEach((name, health) -> {
            if (!health.ok()) {
                reasons.put(name, health.reason());
            }
        });
        return new HealthReport(reasons.isEmpty(), reasons);
    }

    int status() {
        return ok ? 200 : 503;
    }
}
