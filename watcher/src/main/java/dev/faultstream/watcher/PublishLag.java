package dev.faultstream.watcher;

import dev.faultstream.schemas.snapshot.ControlKeys;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.watcher.publish.DeliveryObserver;
import dev.faultstream.watcher.publish.RoutedRecord;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Measures, for each kind, how long observations are under way to Kafka. Thread-safe. */
final class PublishLag implements DeliveryObserver {
    private final Meters meters;
    private final Clock clock;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    PublishLag(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void delivered(RoutedRecord record) {
        String key = record.key();
        if (ControlKeys.isControl(key)) {
            return;
        }
        int group = key.indexOf('/') + 1;
        int end = key.indexOf('/', key.indexOf('/', group) + 1);
        if (end < 0) {
            return; // the tombstone of a record that is not ours
        }
        Duration lag = Duration.between(record.timestamp(), clock.instant());
        timers.computeIfAbsent(
                        key.substring(0, end),
                        kind -> meters.timer(
                                WatcherMeter.PUBLISH_LAG, kind.substring(0, group - 1), kind.substring(group)))
                .record(lag.isNegative() ? Duration.ZERO : lag);
    }
}
