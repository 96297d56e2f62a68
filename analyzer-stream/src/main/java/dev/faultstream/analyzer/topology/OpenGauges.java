package dev.faultstream.analyzer.topology;

import dev.faultstream.service.metrics.MeterSpec;
import dev.faultstream.service.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers by tags, each a gauge that is there as long as the number is not zero, or from then on where zero is worth
 * showing. At most so many are shown by themselves; the others are one gauge whose tags are all {@link #OTHERS}, so that
 * the sum is always right. Thread-safe.
 */
final class OpenGauges {
    static final String OTHERS = "(others)";

    private final Meters meters;
    private final MeterSpec spec;
    private final boolean keepsZero;
    private final int most;
    private final Map<List<String>, AtomicLong> counts = new HashMap<>();
    private final Map<List<String>, Gauge> shown = new HashMap<>();
    private final AtomicLong others = new AtomicLong();
    private boolean showsOthers;

    OpenGauges(Meters meters, MeterSpec spec, boolean keepsZero, int most) {
        this.meters = meters;
        this.spec = spec;
        this.keepsZero = keepsZero;
        this.most = most;
    }

    synchronized void add(List<String> tags, int change) {
        AtomicLong count = counts.computeIfAbsent(tags, any -> new AtomicLong());
        long now = count.addAndGet(change);
        if (!shown.containsKey(tags)) {
            if (shown.size() < most) {
                shown.put(tags, gauge(tags, count));
            } else {
                showOthers(change);
            }
        }
        if (now == 0 && !keepsZero) {
            counts.remove(tags);
            Gauge gone = shown.remove(tags);
            if (gone != null) {
                meters.remove(List.of(gone));
                showOneMore();
            }
        }
    }

    /** What was among the others takes the place that has become free. */
    private void showOneMore() {
        if (others.get() == 0) {
            return;
        }
        counts.entrySet().stream()
                .filter(entry -> !shown.containsKey(entry.getKey()))
                .findFirst()
                .ifPresent(entry -> {
                    others.addAndGet(-entry.getValue().get());
                    shown.put(entry.getKey(), gauge(entry.getKey(), entry.getValue()));
                });
    }

    private void showOthers(int change) {
        others.addAndGet(change);
        if (!showsOthers) {
            showsOthers = true;
            gauge(Collections.nCopies(spec.tags().size(), OTHERS), others);
        }
    }

    private Gauge gauge(List<String> tags, AtomicLong value) {
        return meters.gauge(spec, value::get, tags.toArray(String[]::new));
    }
}
