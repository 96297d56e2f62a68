package dev.faultstream.watcher;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.service.metrics.Meters;
import dev.faultstream.watcher.api.ApiFailure;
import dev.faultstream.watcher.informer.InformerObserver;
import dev.faultstream.watcher.publish.PublishObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what happens to one cluster's changes. */
final class ClusterMetrics implements PublishObserver, InformerObserver {
    private final Meters meters;
    private final String cluster;
    private final Clock clock;
    private final Map<KindRef, KindFreshness> kinds = new ConcurrentHashMap<>();
    private volatile Instant lastAnswer;

    ClusterMetrics(Meters meters, String cluster, Clock clock) {
        this.meters = meters;
        this.cluster = cluster;
        this.clock = clock;
        this.lastAnswer = clock.instant();
    }

    double secondsSinceAnswer() {
        return Duration.between(lastAnswer, clock.instant()).toMillis() / 1000.0;
    }

    @Override
    public void published(KindRef kind) {
        meters.counter(WatcherMeter.PUBLISHED, cluster, kind.toString()).increment();
    }

    @Override
    public void deleted(KindRef kind) {
        meters.counter(WatcherMeter.DELETED, cluster, kind.toString()).increment();
    }

    @Override
    public void unchanged(KindRef kind) {
        meters.counter(WatcherMeter.UNCHANGED, cluster, kind.toString()).increment();
    }

    @Override
    public void truncated(KindRef kind) {
        meters.counter(WatcherMeter.TRUNCATED, cluster, kind.toString()).increment();
    }

    @Override
    public void rejected() {
        meters.counter(WatcherMeter.REJECTED, cluster).increment();
    }

    @Override
    public void listed(KindRef kind, int objects, Duration took) {
        meters.timer(WatcherMeter.LISTS, cluster, kind.toString()).record(took);
    }

    @Override
    public void failed(KindRef kind, ApiFailure.Cause cause) {
        String why = cause.name().toLowerCase(Locale.ROOT);
        meters.counter(WatcherMeter.FAILURES, cluster, kind.toString(), why).increment();
    }

    @Override
    public void changed(KindRef kind) {
        meters.counter(WatcherMeter.CHANGES, cluster, kind.toString()).increment();
    }

    @Override
    public void answered(KindRef kind) {
        Instant now = clock.instant();
        lastAnswer = now;
        kinds.computeIfAbsent(kind, this::freshness).answered(now);
    }

    @Override
    public void cameAfter(KindRef kind, Duration lag) {
        meters.timer(WatcherMeter.WATCH_LAG, cluster, kind.toString()).record(lag);
    }

    @Override
    public void ended(KindRef kind) {
        KindFreshness freshness = kinds.remove(kind);
        if (freshness != null) {
            freshness.remove();
        }
    }

    /** Takes away what tells of now; what was counted stays. */
    void end() {
        List.copyOf(kinds.keySet()).forEach(this::ended);
    }

    private KindFreshness freshness(KindRef kind) {
        return new KindFreshness(meters, clock, cluster, kind);
    }
}
