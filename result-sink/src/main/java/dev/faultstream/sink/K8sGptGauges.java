package dev.faultstream.sink;

import dev.faultstream.service.metrics.Meters;
import dev.faultstream.sink.result.KeptResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows the Results that there are as k8sgpt-operator does, without its faults: what is healthy again vanishes, and the
 * names do not become too many. Thread-safe.
 */
final class K8sGptGauges {
    /** Objects that are shown by name. */
    static final int MOST_NAMES = 500;

    /** So that always the same objects have names. */
    private static final Comparator<List<String>> BY_PARTS = Comparator.comparing(parts -> String.join("\0", parts));

    private final Meters meters;
    private final String owner;
    private final AtomicLong errors = new AtomicLong();
    private final List<Meter> fixed;
    private final Map<List<String>, Shown> byNamespace = new HashMap<>();
    private final Map<List<String>, Shown> byType = new HashMap<>();

    /**
     * @param owner the name of this sink, as its Results carry it
     */
    K8sGptGauges(Meters meters, String owner) {
        this.meters = meters;
        this.owner = owner;
        fixed = List.of(
                meters.gauge(K8sGptMeter.RECONCILE_ERRORS, errors::get, owner),
                meters.gauge(K8sGptMeter.MUTATIONS, () -> 0, "mutations", owner));
    }

    void failed() {
        errors.incrementAndGet();
    }

    /** Shows these Results and no others. */
    synchronized void show(List<KeptResult> results) {
        Map<List<String>, Long> namespaces = new TreeMap<>(BY_PARTS);
        Map<List<String>, Long> names = new TreeMap<>(BY_PARTS);
        for (KeptResult result : results) {
            namespaces.merge(List.of(result.namespace(), owner), 1L, Long::sum);
            names.merge(List.of(result.namespace(), result.kind(), result.name(), owner), 1L, Long::sum);
        }
        show(K8sGptMeter.RESULTS, byNamespace, namespaces);
        show(K8sGptMeter.RESULTS_BY_TYPE, byType, bounded(names));
    }

    synchronized void close() {
        show(List.of());
        meters.remove(fixed);
    }

    private Map<List<String>, Long> bounded(Map<List<String>, Long> names) {
        Map<List<String>, Long> bounded = new HashMap<>();
        names.forEach((tags, count) -> {
            boolean room = bounded.size() < MOST_NAMES;
            bounded.merge(room ? tags : List.of(tags.get(0), tags.get(1), "", owner), count, Long::sum);
        });
        return bounded;
    }

    private void show(K8sGptMeter meter, Map<List<String>, Shown> shown, Map<List<String>, Long> now) {
        for (List<String> tags : new ArrayList<>(shown.keySet())) {
            if (!now.containsKey(tags)) {
                meters.remove(List.of(shown.remove(tags).gauge()));
            }
        }
        now.forEach((tags, count) ->
                shown.computeIfAbsent(tags, any -> show(meter, tags)).value().set(count));
    }

    private Shown show(K8sGptMeter meter, List<String> tags) {
        AtomicLong value = new AtomicLong();
        return new Shown(value, meters.gauge(meter, value::get, tags.toArray(String[]::new)));
    }

    private record Shown(AtomicLong value, Gauge gauge) {}
}
