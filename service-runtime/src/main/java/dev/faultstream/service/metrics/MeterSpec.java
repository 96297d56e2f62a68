package dev.faultstream.service.metrics;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes one meter. Each module lists all its meters in one enum that implements this; the documentation is made
 * from it. Tags are bounded sets: no names of objects, no messages.
 */
public interface MeterSpec {
    /** Dotted lower-case name, for example {@code watcher.records.published}. */
    String meterName();

    /** What it is. */
    Kind kind();

    /** The base unit, for example {@code seconds} or {@code bytes}; null for counts. */
    default @Nullable String unit() {
        return null;
    }

    /** The keys of its tags. */
    default List<String> tags() {
        return List.of();
    }

    /** One sentence for a person. */
    String description();

    /** The upper bounds of a timer's histogram, ascending; empty for the many that suit any timer. */
    default List<Duration> buckets() {
        return List.of();
    }

    /** What a meter is. */
    enum Kind {
        COUNTER,
        GAUGE,
        TIMER,
        SUMMARY
    }
}
