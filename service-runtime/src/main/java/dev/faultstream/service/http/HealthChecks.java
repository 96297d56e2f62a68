package dev.faultstream.service.http;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The checks that a service's components have registered. Without any, a service is alive and not ready. Thread-safe.
 */
public final class HealthChecks {
    private final Map<String, HealthCheck> readiness = new ConcurrentHashMap<>();
    private final Map<String, HealthCheck> liveness = new ConcurrentHashMap<>();
    private volatile Consumer<Set<String>> onChange = names -> {};

    /** Adds what must hold for the service to be ready, in place of what had the same name. */
    public void register(String name, HealthCheck check) {
        readiness.put(name, check);
        onChange.accept(names());
    }

    /** Adds what must hold for the service to go on running: when it does not, a restart is the cure. */
    public void registerLiveness(String name, HealthCheck check) {
        liveness.put(name, check);
    }

    /** Takes out the readiness and liveness checks of this name. */
    public void remove(String name) {
        readiness.remove(name);
        liveness.remove(name);
        onChange.accept(names());
    }

    /** Has somebody told of the names of the readiness checks, now and whenever there are others. */
    public void onChange(Consumer<Set<String>> listener) {
        onChange = listener;
        listener.accept(names());
    }

    /** Whether what was registered under the name does its work; false when nothing is. */
    public boolean isReady(String name) {
        HealthCheck check = readiness.get(name);
        return check != null && run(check).ok();
    }

    /** Whether all does its work; false as long as nothing is registered. */
    public boolean isReady() {
        return ready().ok();
    }

    HealthReport ready() {
        return readiness.isEmpty() ? HealthReport.starting() : report(readiness);
    }

    HealthReport live() {
        return report(liveness);
    }

    private Set<String> names() {
        return Set.copyOf(readiness.keySet());
    }

    private static HealthReport report(Map<String, HealthCheck> checks) {
        Map<String, Health> results = new TreeMap<>();
        checks.forEach((name, check) -> results.put(name, run(check)));
        return HealthReport.of(results);
    }

    private static Health run(HealthCheck check) {
        try {
            return check.check();
        } catch (RuntimeException e) {
            return Health.bad("the check failed: " + e.getClass().getSimpleName());
        }
    }
}
