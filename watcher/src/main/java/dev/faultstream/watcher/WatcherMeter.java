package dev.faultstream.watcher;

import dev.faultstream.service.metrics.MeterSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every meter of the watcher. */
public enum WatcherMeter implements MeterSpec {
    PUBLISHED("watcher.resources.published", Kind.COUNTER, null, List.of("cluster", "kind"), "Changes published."),
    DELETED("watcher.resources.deleted", Kind.COUNTER, null, List.of("cluster", "kind"), "Deletions published."),
    UNCHANGED(
            "watcher.resources.unchanged",
            Kind.COUNTER,
            null,
            List.of("cluster", "kind"),
            "Changes that were none after pruning, or came too often."),
    TRUNCATED(
            "watcher.resources.truncated",
            Kind.COUNTER,
            null,
            List.of("cluster", "kind"),
            "Objects too large for a record, published with metadata and status only."),
    REJECTED(
            "watcher.resources.rejected",
            Kind.COUNTER,
            null,
            List.of("cluster"),
            "Objects without identity, not published."),
    CHANGES("watcher.changes", Kind.COUNTER, null, List.of("cluster", "kind"), "Changes that watches told of."),
    FAILURES(
            "watcher.requests.failed",
            Kind.COUNTER,
            null,
            List.of("cluster", "kind", "cause"),
            "Lists and watches that failed."),
    LISTS("watcher.list.duration", Kind.TIMER, "seconds", List.of("cluster", "kind"), "How long complete lists took."),
    CONTACT_AGE(
            "watcher.contact.age",
            Kind.GAUGE,
            "seconds",
            List.of("cluster"),
            "How long ago the API server last answered or told of a change."),
    KIND_AGE(
            "watcher.kind.age",
            Kind.GAUGE,
            "seconds",
            List.of("cluster", "kind"),
            "How long ago the API server last answered about the kind, be it with a bookmark; about a minute where"
                    + " nothing happens."),
    WATCH_LAG(
            "watcher.watch.lag",
            Kind.TIMER,
            "seconds",
            List.of("cluster", "kind"),
            "From a change, as the object's managed fields tell to the second, until the watch told of it."),
    PUBLISH_LAG(
            "watcher.publish.lag",
            Kind.TIMER,
            "seconds",
            List.of("cluster", "kind"),
            "From the observation of a change until Kafka had its record; of live clusters only."),
    OBJECTS("watcher.objects", Kind.GAUGE, null, List.of("cluster"), "Objects whose key and hash are remembered."),
    KINDS_WATCHED("watcher.kinds.watched", Kind.GAUGE, null, List.of("cluster"), "Kinds that are watched."),
    KINDS_SYNCED("watcher.kinds.synced", Kind.GAUGE, null, List.of("cluster"), "Kinds whose list is complete."),
    KINDS_FORBIDDEN("watcher.kinds.forbidden", Kind.GAUGE, null, List.of("cluster"), "Kinds that may not be listed."),
    BUFFER_RECORDS("watcher.buffer.records", Kind.GAUGE, null, List.of(), "Records that wait for Kafka."),
    BUFFER_FILL(
            "watcher.buffer.fill",
            Kind.GAUGE,
            null,
            List.of(),
            "How full the buffer of records is, 0 to 1; at 1 the watches are held back."),
    PROBLEMS(
            "watcher.recording.problems",
            Kind.COUNTER,
            null,
            List.of(),
            "Parts of recordings and dumps that could not be read and were left out.");

    /** Few, because there are as many histograms as kinds. */
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private static final List<Duration> LAGS = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5));

    @SuppressWarnings("ImmutableEnumChecker") // a record whose list is a copy
    private final Described described;

    WatcherMeter(String meterName, Kind kind, @Nullable String unit, List<String> tags, String description) {
        described = new Described(meterName, kind, unit, tags, description);
    }

    @Override
    public Described described() {
        return described;
    }

    @Override
    public List<Duration> buckets() {
        return this == WATCH_LAG || this == PUBLISH_LAG ? LAGS : List.of();
    }
}
